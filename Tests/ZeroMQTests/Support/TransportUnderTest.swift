/// The transports on which a rule is tested.
enum TransportUnderTest: String, CaseIterable, Sendable {
    case tcp, ipc, inproc

    /// Those with a connection that can break and come back.
    static let networks: [TransportUnderTest] = [.tcp, .ipc]

    /// An endpoint for a bind that chooses its own address.
    var anyEndpoint: String {
        switch self {
        case .tcp: "tcp://127.0.0.1:*"
        case .ipc: "ipc://*"
        case .inproc: "inproc://\(UniqueName.make())"
        }
    }

    /// An endpoint that is known before anybody binds it.
    var agreedEndpoint: String {
        switch self {
        case .tcp: "tcp://\(Self.loopbackHost):\(UInt16.random(in: 10_000...30_000))"
        case .ipc: "ipc:///tmp/zeromq-test-\(UniqueName.make())"
        case .inproc: anyEndpoint
        }
    }

    /// An address of this machine that no other test uses, where the system has more than one.
    private static var loopbackHost: String {
        #if os(Linux)
        [127, UInt8.random(in: 1...250), UInt8.random(in: 1...250), UInt8.random(in: 1...250)]
            .map(String.init).joined(separator: ".")
        #else
        "127.0.0.1"
        #endif
    }
}

/// Names that nobody else uses.
enum UniqueName {
    static func make() -> String {
        String(UInt64.random(in: .min ... .max), radix: 36)
    }
}
