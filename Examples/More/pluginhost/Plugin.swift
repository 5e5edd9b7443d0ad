import Foundation

/// What plugins do: text in, text out. They know nothing about sockets.
enum Plugin {
    static let all: [String: @Sendable (String) -> String] = [
        "upper": { $0.uppercased() },
        "reverse": { String($0.reversed()) },
        // Two that are not as they should be.
        "crash": { _ in exit(1) },
        "sleep": { text in
            Thread.sleep(forTimeInterval: Double(text) ?? 60)
            return "awake"
        },
    ]
}
