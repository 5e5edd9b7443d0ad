import TestPrograms
import Testing
import ZMQReactor
import ZeroMQ

@Suite(.timeLimit(.minutes(5)))
struct BindConnectTests {
    let context = Context()

    @Test func `bind returns the endpoint with its wildcards resolved`() async throws {
        let pull = try PullSocket(in: context)
        let tcp = try pull.bind("tcp://127.0.0.1:*")
        #expect(tcp.host == "127.0.0.1")
        #expect(try #require(tcp.port) > 0)
        let everywhere = try pull.bind("tcp://*:*")
        #expect(try #require(everywhere.port) > 0)
        let ipc = try pull.bind("ipc://*")
        #expect(try #require(ipc.path).contains("/"))
        let name = "inproc://\(UniqueName.make())"
        #expect(try pull.bind(name).description == name)
        let push = try PushSocket(in: context)
        for endpoint in [tcp, everywhere, ipc] {
            try await join(push, to: endpoint, of: pull)
        }
    }

    @Test(arguments: [
        "", "tcp", "tcp:/x", "tcp://", "tcp://127.0.0.1", "tcp://127.0.0.1:", "tcp://127.0.0.1:70000",
        "tcp://127.0.0.1:x", "ipc://", "inproc://", "tcp://[::1:5",
    ])
    func `C-011, C-048 what is no endpoint is refused with its text`(text: String) throws {
        let pull = try PullSocket(in: context)
        for operation in ["bind", "connect"] {
            let error = zmqError {
                if operation == "bind" { try pull.bind(text) } else { try pull.connect(text) }
            }
            #expect(error?.code == .invalidArgument)
            #expect(error?.endpoint == text)
            #expect(error?.operation == operation)
            #expect(error?.remedy != nil)
        }
    }

    @Test(arguments: ["pgm", "epgm", "norm", "vmci", "tipc", "udp", "ws", "wss", "nonsense", "TCP"])
    func `C-076 transports that are not there are refused by name`(scheme: String) throws {
        let pull = try PullSocket(in: context)
        for error in [
            zmqError { try pull.bind("\(scheme)://x:5") }, zmqError { try pull.connect("\(scheme)://x:5") },
        ] {
            #expect(error?.code == .protocolNotSupported)
            #expect(error?.errno == ErrorNumber.protocolNotSupported)
            #expect(error?.description.contains(scheme) == true)
        }
    }

    @Test func `wildcards are for binding only`() throws {
        let pull = try PullSocket(in: context)
        for text in ["tcp://*:5", "tcp://127.0.0.1:*", "tcp://127.0.0.1:0", "ipc://*"] {
            #expect(zmqError { try pull.connect(text) }?.code == .invalidArgument)
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-047 a second bind to an address fails and is an event`(over transport: TransportUnderTest)
        async throws
    {
        let first = try PullSocket(in: context)
        let endpoint = try first.bind(transport.anyEndpoint)
        let second = try PullSocket(in: context)
        let events = second.events
        let error = zmqError { try second.bind(endpoint) }
        #expect(error?.code == .addressInUse)
        #expect(error?.endpoint == endpoint.description)
        #expect(error?.operation == "bind")
        #expect(zmqError { try first.bind(endpoint) }?.code == .addressInUse)
        let failed = try await within {
            for await case .bindFailed(let error) in events { return error }
            throw NeverHappened("the failure is an event")
        }
        #expect(failed.code == .addressInUse)
        // The first one is not disturbed.
        let push = try PushSocket(in: context)
        try await join(push, to: endpoint, of: first)
    }

    @Test func `C-047 addresses that this machine does not have are refused`() throws {
        let pull = try PullSocket(in: context)
        #expect(zmqError { try pull.bind("tcp://192.0.2.1:5555") }?.code == .addressNotAvailable)
        let error = zmqError { try pull.bind("tcp://nosuchdevice0:5555") }
        #expect(error?.code == .noSuchDevice || error?.code == .nameNotResolved)
        #expect(zmqError { try pull.bind("ipc:///nonexistent/directory/x") } != nil)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-051 what is not bound or connected cannot be undone`(over transport: TransportUnderTest) throws {
        let pull = try PullSocket(in: context)
        let endpoint = try pull.bind(transport.anyEndpoint)
        #expect(zmqError { try pull.disconnect(endpoint) }?.code == .noSuchEndpoint)
        try pull.unbind(endpoint)
        let error = zmqError { try pull.unbind(endpoint) }
        #expect(error?.code == .noSuchEndpoint)
        #expect(error?.endpoint == endpoint.description)
        let connection = try pull.connect(endpoint)
        #expect(zmqError { try pull.unbind(endpoint) }?.code == .noSuchEndpoint)
        try connection.disconnect()
        #expect(zmqError { try pull.disconnect(endpoint) }?.code == .noSuchEndpoint)
        #expect(zmqError { try connection.disconnect() }?.code == .noSuchEndpoint)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-051 after a disconnect nothing more comes from there`(over transport: TransportUnderTest)
        async throws
    {
        let pull = try PullSocket(in: context)
        let pushes = try (0..<2).map { _ in try PushSocket(in: context) }
        let endpoints = try await [
            join(pushes[0], pull, over: transport), join(pushes[1], pull, over: transport),
        ]
        try pull.disconnect(endpoints[0])
        try await pushes[0].hasPeers(0)
        #expect(try pushes[0].trySend("lost") == false)
        try await pushes[1].send("there")
        #expect(try await pull.nextTexts() == ["there"])
        #expect(try pull.tryReceive() == nil)
        // It can be undone again.
        try await join(pull, to: endpoints[0], of: pushes[0])
        try await pushes[0].send("back")
        #expect(try await pull.nextTexts() == ["back"])
    }

    /// In a process of its own: programs that other tests start from this one hold its descriptors for a moment.
    @Test(.onOwnThreads) func `C-051 unbind frees the address at once, a hundred times`() async {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                let context = Context()
                for transport in TransportUnderTest.allCases {
                    let endpoint = try Endpoint(transport.agreedEndpoint)
                    for _ in 0..<100 {
                        let pull = try PullSocket(in: context)
                        let bound = try pull.bind(endpoint)
                        #expect(bound == endpoint)
                        try pull.unbind(endpoint)
                        try pull.bind(endpoint)
                        let push = try PushSocket(in: context)
                        try push.connect(endpoint)
                        try await push.send("x")
                        let texts = try await pull.nextTexts()
                        #expect(texts == ["x"])
                        try pull.unbind(endpoint)
                    }
                }
            }
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `peers from before an unbind stay`(over transport: TransportUnderTest) async throws {
        let left = try DealerSocket(in: context)
        let right = try DealerSocket(in: context)
        let endpoint = try await join(left, right, over: transport)
        try left.unbind(endpoint)
        for _ in 0..<10 {
            try await right.send("to")
            #expect(try await left.nextTexts() == ["to"])
            try await left.send("fro")
            #expect(try await right.nextTexts() == ["fro"])
        }
        #expect(left.peers.count == 1)
    }

    @Test func `C-043, C-044, SOCK-01 a socket binds and connects as often as it likes`() async throws {
        let hub = try PullSocket(in: context)
        var senders: [PushSocket] = []
        for transport in TransportUnderTest.allCases {
            for _ in 0..<2 {
                let first = try PushSocket(in: context)
                try await join(hub, first, over: transport)
                let second = try PushSocket(in: context)
                try await join(second, hub, over: transport)
                senders += [first, second]
            }
        }
        #expect(hub.peers.count == 12)
        for (index, sender) in senders.enumerated() { try await sender.send("\(index)") }
        var all: Set<String> = []
        for _ in senders { all.insert(try await hub.next().text) }
        #expect(all.count == 12)
    }

    @Test(arguments: SocketType.allCases)
    func `SOCK-15 a second connect to an endpoint is ignored by some types`(type: SocketType) async throws {
        let once: Set<SocketType> = [.dealer, .sub, .pub, .req]
        guard type != .pair else { return }
        let peers: [SocketType: SocketType] = [
            .dealer: .router, .sub: .pub, .pub: .sub, .req: .rep, .rep: .req, .router: .dealer, .pull: .push,
            .push: .pull, .xpub: .xsub, .xsub: .xpub,
        ]
        let bound = try Socket(try #require(peers[type]), in: context)
        let endpoint = try bound.bind("tcp://127.0.0.1:*")
        let socket = try Socket(type, in: context)
        for _ in 0..<3 { try await socket.connect(endpoint).ready(timeout: patience) }
        try await bound.hasPeers(once.contains(type) ? 1 : 3)
        try await socket.hasPeers(once.contains(type) ? 1 : 3)
    }

    @Test func `SOCK-15 an endpoint that was given up is connected to anew`() async throws {
        let wrong = try PullSocket(in: context)
        let endpoint = try wrong.bind("tcp://127.0.0.1:*")
        let dealer = try DealerSocket(in: context)
        let connection = try dealer.connect(endpoint)
        #expect(await errorCode { try await connection.ready(timeout: patience) } == .handshakeFailed)
        try wrong.unbind(endpoint)
        let right = try DealerSocket(in: context)
        try right.bind(endpoint)
        try await join(dealer, to: endpoint, of: right)
        try await dealer.send("x")
        #expect(try await right.nextTexts() == ["x"])
    }

    @Test(arguments: SocketType.allCases, SocketType.allCases)
    func `C-053, C-054 legal pairs connect, others are refused`(one: SocketType, other: SocketType)
        async throws
    {
        let legal: [SocketType: Set<SocketType>] = [
            .pair: [.pair], .pub: [.sub, .xsub], .xpub: [.sub, .xsub], .sub: [.pub, .xpub],
            .xsub: [.pub, .xpub], .req: [.rep, .router], .rep: [.req, .dealer],
            .dealer: [.rep, .dealer, .router], .router: [.req, .dealer, .router], .push: [.pull],
            .pull: [.push],
        ]
        for transport in [TransportUnderTest.tcp, .inproc] {
            let bound = try Socket(one, in: context)
            let connecting = try Socket(other, in: context)
            let connection = try connecting.connect(try bound.bind(transport.anyEndpoint))
            if legal[one]?.contains(other) == true {
                try await connection.ready(timeout: patience)
            } else {
                #expect(await errorCode { try await connection.ready(timeout: patience) } == .handshakeFailed)
                #expect(bound.peers.isEmpty)
                #expect(connecting.peers.isEmpty)
            }
        }
    }

    @Test func `C-077 IPv6 works, and * is both`() async throws {
        let pull = try PullSocket(in: context)
        let six = try pull.bind("tcp://[::1]:*")
        #expect(six.host == "::1")
        let push = try PushSocket(in: context)
        try await join(push, to: six, of: pull)
        let all = try pull.bind("tcp://*:*")
        let port = try #require(all.port)
        let hosts = ["[::1]", "127.0.0.1", "localhost"]
        let pushes = try hosts.map { _ in try PushSocket(in: context) }
        for (host, push) in zip(hosts, pushes) {
            try await join(push, to: try Endpoint("tcp://\(host):\(port)"), of: pull)
            try await push.send(Message(host))
            #expect(try await pull.nextTexts() == [host])
        }
    }

    @Test func `host names are looked up, and one that does not exist is an event`() async throws {
        let pull = try PullSocket(in: context)
        let here = try pull.bind("tcp://localhost:*")
        let push = try PushSocket(in: context)
        try await join(push, to: here, of: pull)
        let lost = try PushSocket(in: context)
        let events = lost.events
        try lost.connect("tcp://no-such-host.invalid:5555")
        let error = try await within {
            for await case .resolveFailed(_, let error) in events { return error }
            throw NeverHappened("the failure is an event")
        }
        #expect(error.code == .nameNotResolved)
        #expect(error.description.contains("no-such-host.invalid"))
    }

    @Test func `C-020, C-021 two contexts do not share inproc names`() async throws {
        let other = Context()
        let name = "inproc://\(UniqueName.make())"
        let pull = try PullSocket(in: context)
        try pull.bind(name)
        let push = try PushSocket(in: other)
        let connection = try push.connect(name)
        #expect(await errorCode { try await connection.ready(timeout: .milliseconds(20)) } == .timedOut)
        // The name is free there.
        let theirs = try PullSocket(in: other)
        try theirs.bind(name)
        try await push.send("x")
        #expect(try await theirs.nextTexts() == ["x"])
        #expect(try pull.tryReceive() == nil)
    }

    @Test func `C-025 without lanes there is inproc, and everything else says so`() async throws {
        let context = try Context(options: ContextOptions(ioLanes: 0))
        let left = try PairSocket(in: context)
        let right = try PairSocket(in: context)
        try await join(left, right, over: .inproc)
        try await left.send("x")
        #expect(try await right.nextTexts() == ["x"])
        #expect(zmqError { try left.bind("tcp://127.0.0.1:*") }?.code == .noLanes)
        #expect(zmqError { try Socket(.push, in: context).connect("ipc:///tmp/x") }?.code == .noLanes)
    }

    @Test func `C-202 affinity chooses lanes that exist`() async throws {
        let context = try Context(options: ContextOptions(ioLanes: 2))
        for affinity: UInt64 in [0, 1, 2, 3] {
            let pull = try PullSocket(in: context, options: SocketOptions(affinity: affinity))
            let push = try PushSocket(in: context, options: SocketOptions(affinity: affinity))
            for _ in 0..<3 { try await join(pull, push, over: .tcp) }
            for _ in 0..<30 { try await push.send("x") }
            for _ in 0..<30 { #expect(try await pull.nextTexts() == ["x"]) }
        }
    }

    @Test func `a context has as many sockets as allowed`() throws {
        let context = try Context(options: ContextOptions(maximumSockets: 2))
        let first = try PullSocket(in: context)
        let second = try PullSocket(in: context)
        #expect(zmqError { _ = try PullSocket(in: context) }?.code == .tooManyFiles)
        first.close()
        _ = try PullSocket(in: context)
        #expect(context.socketCount == 1)
        second.close()
        #expect(context.socketCount == 0)
    }
}
