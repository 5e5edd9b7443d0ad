import Foundation

/// A folder for one test, which goes with it.
final class TestFolder: Sendable {
    let path: String

    init() throws {
        path = "/tmp/zmq-tool-\(UUID().uuidString.prefix(13))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
