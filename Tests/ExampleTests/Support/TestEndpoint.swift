import Foundation

/// Endpoints that no other test uses.
enum TestEndpoint {
    /// A Unix socket: two programs can be told where to meet before either has bound it.
    static func make() -> String {
        let name = "zmq-" + UUID().uuidString.prefix(13)
        return "ipc://" + FileManager.default.temporaryDirectory.appending(path: name).path
    }
}
