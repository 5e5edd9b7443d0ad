internal import ZMQReactor

/// What the network knows of a host.
struct HostRecord {
    /// What a listener is found by.
    enum Key: Hashable, Sendable {
        case tcp(port: UInt16)
        case ipc(path: String)
    }

    let host: SimulatedHost
    let number: Int
    var listeners: [Key: SimulatedListener] = [:]
    var refuses = false
    var acceptFailures = 0
    private var nextPort: UInt16 = 49_152

    init(host: SimulatedHost, number: Int) {
        self.host = host
        self.number = number
    }

    /// A port that no listener has.
    mutating func takePort() -> UInt16 {
        while true {
            let port = nextPort
            nextPort = nextPort == .max ? 49_152 : nextPort + 1
            if listeners[.tcp(port: port)] == nil { return port }
        }
    }

    /// Who listens at `address`; what is bound to the loopback address is for the host itself.
    func listener(for address: NetworkAddress, isLocal: Bool) -> SimulatedListener? {
        switch address {
        case .ipc(let path): return listeners[.ipc(path: path)]
        case .tcp(let tcp):
            guard let listener = listeners[.tcp(port: tcp.port)] else { return nil }
            if !isLocal, case .tcp(let bound) = listener.address, HostNames.isLoopback(bound.host) {
                return nil
            }
            return listener
        }
    }
}

/// Names of hosts that have a meaning of their own.
enum HostNames {
    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    /// All addresses of a host; to connect to them is to connect to oneself.
    static func isWildcard(_ host: String) -> Bool {
        host == "*" || host == "0.0.0.0" || host == "::"
    }
}
