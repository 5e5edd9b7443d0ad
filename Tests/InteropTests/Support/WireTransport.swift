import Foundation

/// The transports that a test of two sockets goes over.
enum WireTransport: CaseIterable {
    case tcp
    case ipc
    case inproc

    /// Those that two libraries can share; inproc ends at the library's own context.
    static let shared: [Self] = [.tcp, .ipc]

    /// An endpoint to bind to that no other test uses. The port of tcp is chosen by the system.
    func makeEndpoint() -> String {
        let name = "zmq-" + UUID().uuidString.prefix(13)
        return switch self {
        case .tcp: "tcp://127.0.0.1:*"
        case .ipc: "ipc://" + FileManager.default.temporaryDirectory.appending(path: name).path
        case .inproc: "inproc://" + name
        }
    }
}
