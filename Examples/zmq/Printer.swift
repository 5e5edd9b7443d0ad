import ZeroMQ

/// Prints messages. What is printed in a row goes out together, at the latest when there is nothing more to print.
struct Printer {
    private static let most = 64 * 1024

    private let format: FrameFormat
    private var waiting: [UInt8] = []

    init(_ format: FrameFormat) {
        self.format = format
    }

    mutating func print(_ message: Message) {
        waiting += format.line(message)
        if waiting.count >= Self.most { flush() }
    }

    mutating func flush() {
        if !waiting.isEmpty { Console.write(waiting) }
        waiting.removeAll(keepingCapacity: true)
    }
}
