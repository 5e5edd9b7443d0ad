/// How the processes of a workload reach each other.
enum Transport: String, CaseIterable {
    case tcp, ipc, inproc

    /// An endpoint to bind that nobody else uses. For ipc the file has to be removed afterwards.
    func endpoint(_ number: Int) -> String {
        switch self {
        case .tcp: "tcp://127.0.0.1:*"
        case .ipc: "ipc://\(Self.path(number))"
        case .inproc: "inproc://bench-\(number)"
        }
    }

    /// The file of an ipc endpoint.
    static func path(_ number: Int) -> String {
        "/tmp/zmq-bench-\(processNumber)-\(number).ipc"
    }

    /// Different for every run: nanoseconds do as well as a process identifier.
    private static let processNumber = Sample.now
}
