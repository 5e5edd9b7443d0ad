import Testing
import ZeroMQ

/// The options of the network are set on the system's sockets, at both ends of a connection.
@Suite(.timeLimit(.minutes(1)))
struct SystemSocketTests {
    private let context = Context()

    /// Connects two sockets of the same options over an endpoint of this machine.
    private func pair(
        _ network: NetworkOptions, at endpoint: String = "tcp://127.0.0.1:*", from host: String = "127.0.0.1"
    ) async throws -> (pull: PullSocket, push: PushSocket, endpoint: Endpoint) {
        let options = SocketOptions(network: network)
        let pull = try PullSocket(in: context, options: options)
        let push = try PushSocket(in: context, options: options)
        let bound = try pull.bind(endpoint)
        let target = bound.port.map { "tcp://\(host):\($0)" } ?? bound.description
        try await push.connect(target).ready(timeout: patience)
        try await pull.hasPeers(1)
        return (pull, push, bound)
    }

    /// The value of an option at both ends of the connections to a port.
    private func values(of option: SystemSocket.Option, at endpoint: Endpoint) throws -> [Int?] {
        let sockets = SystemSocket.connections(toPort: try #require(endpoint.port))
        return sockets.map { $0.value(of: option) }
    }

    /// What the system makes of the size of a buffer: Linux doubles it, for its own needs.
    private func inSystem(_ bytes: Int) -> Int {
        #if os(Linux)
        2 * bytes
        #else
        bytes
        #endif
    }

    @Test(arguments: [true, false])
    func `C-078 keep-alive`(isEnabled: Bool) async throws {
        let policy = KeepAlivePolicy(
            isEnabled: isEnabled, idle: .seconds(11), interval: .seconds(12), count: 13)
        let (pull, push, endpoint) = try await pair(NetworkOptions(keepAlive: policy))
        let isOn = try values(of: .keepAlive, at: endpoint)
        #expect(isOn.count == 2)
        // Darwin tells the flag's bit.
        #expect(isOn.allSatisfy { ($0 ?? 0 != 0) == isEnabled })
        #expect(try values(of: .keepAliveIdle, at: endpoint) == [11, 11])
        #expect(try values(of: .keepAliveInterval, at: endpoint) == [12, 12])
        #expect(try values(of: .keepAliveCount, at: endpoint) == [13, 13])
        withExtendedLifetime((pull, push)) {}
    }

    @Test(arguments: ["tcp://127.0.0.1:*", "ipc://*"])
    func `the sizes of the buffers`(endpoint: String) async throws {
        let options = NetworkOptions(sendBufferBytes: 20_000, receiveBufferBytes: 30_000)
        let (pull, push, bound) = try await pair(options, at: endpoint)
        let sockets =
            if let path = bound.path { SystemSocket.connections(toPath: path) } else {
                SystemSocket.connections(toPort: try #require(bound.port))
            }
        #expect(sockets.map { $0.value(of: .sendBuffer) } == [inSystem(20_000), inSystem(20_000)])
        #expect(sockets.map { $0.value(of: .receiveBuffer) } == [inSystem(30_000), inSystem(30_000)])
        withExtendedLifetime((pull, push)) {}
    }

    @Test(arguments: ["127.0.0.1", "[::1]"])
    func `the type of service, also of an IPv4 peer of a socket for both`(host: String) async throws {
        for endpoint in ["tcp://\(host):*", "tcp://*:*"] {
            let options = NetworkOptions(typeOfService: 0x28)
            let (pull, push, bound) = try await pair(options, at: endpoint, from: host)
            // What counts for packets of the version that the connection uses.
            let option: SystemSocket.Option = host == "[::1]" ? .trafficClass : .typeOfService
            #expect(try values(of: option, at: bound) == [0x28, 0x28], "\(endpoint)")
            withExtendedLifetime((pull, push)) {}
        }
    }

    @Test func `IPv6 or not`() async throws {
        for isUsed in [true, false] {
            let (pull, push, bound) = try await pair(NetworkOptions(ipv6: isUsed), at: "tcp://*:*")
            let listeners = SystemSocket.listeners(atPort: try #require(bound.port))
            #expect(listeners.map { $0.value(of: .onlyIPv6) } == [isUsed ? 0 : nil])
            withExtendedLifetime((pull, push)) {}
        }
    }

    #if os(Linux)
    @Test func `how long bytes may be unacknowledged`() async throws {
        let (pull, push, bound) = try await pair(NetworkOptions(tcpUserTimeout: .milliseconds(4321)))
        #expect(try values(of: .userTimeout, at: bound) == [4321, 4321])
        withExtendedLifetime((pull, push)) {}
    }

    @Test func `how many peers may wait to be accepted`() async throws {
        let (pull, push, bound) = try await pair(NetworkOptions(backlog: 7))
        let listeners = SystemSocket.listeners(atPort: try #require(bound.port))
        #expect(listeners.map(\.backlog) == [7])
        withExtendedLifetime((pull, push)) {}
    }
    #endif

    @Test func `without options the system's own, but never a delay`() async throws {
        let (pull, push, bound) = try await pair(NetworkOptions())
        let (others, other, plain) = try await pair(NetworkOptions(sendBufferBytes: 20_000))
        #expect(try values(of: .noDelay, at: bound).allSatisfy { $0 ?? 0 != 0 })
        #expect(try values(of: .keepAlive, at: bound) == [0, 0])
        #expect(try values(of: .typeOfService, at: bound) == [0, 0])
        // One option leaves the others alone.
        let idle = try values(of: .keepAliveIdle, at: bound)
        #expect(try values(of: .keepAliveIdle, at: plain) == idle)
        withExtendedLifetime((pull, push, others, other)) {}
    }
}
