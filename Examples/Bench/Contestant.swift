/// Who runs a workload: a library, and the form of its functions.
struct Contestant: Hashable, Sendable {
    let library: Library
    let isAsync: Bool

    static let swift = Contestant(library: .swift, isAsync: false)
    static let swiftAsync = Contestant(library: .swift, isAsync: true)
    static let zmq = Contestant(library: .zmq, isAsync: false)
    static let raw = Contestant(library: .raw, isAsync: false)

    /// The name in tables and in files.
    var name: String {
        switch library {
        case .swift: isAsync ? "swift-zeromq async" : "swift-zeromq"
        case .zmq: "libzmq"
        case .raw: "raw tcp"
        }
    }
}
