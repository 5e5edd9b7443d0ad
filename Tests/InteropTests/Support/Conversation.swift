import LibZMQ
import Testing
import ZeroMQ

/// Sends and receives bodies over a pair of sockets, whatever their types: puts in front of them what a type
/// wants there and takes off what it adds. Blocks, never for ever.
struct Conversation {
    private static let ourID = Array("ours".utf8)
    private static let theirID = Array("theirs".utf8)

    private(set) var pair: MixedPair
    private let configure: (ForeignSocket) throws -> Void
    private let ourPrefix: [[UInt8]]
    private let theirPrefix: [[UInt8]]

    /// Whether messages go both ways.
    let isTwoWay: Bool

    /// Whether one side has to wait for an answer after each message.
    let isLockStep: Bool

    /// Whether we send first, or only we.
    let weBegin: Bool

    /// Begins to talk. `configure` and `route` as for the pair of sockets.
    init(
        _ pairing: Pairing, options: SocketOptions = SocketOptions(),
        configure: @escaping (ForeignSocket) throws -> Void = { _ in },
        route: (String) throws -> String = { $0 }
    ) throws {
        let (ours, theirs) = (pairing.ours, pairing.theirs)
        let routed: Set<SocketType> = [.req, .dealer, .router]
        var options = options
        if routed.contains(ours) { options.routingID = Frame(Self.ourID) }
        let settings = { (socket: ForeignSocket) in
            try configure(socket)
            if routed.contains(theirs) { try socket.setOption(.routingIdentity, Self.theirID) }
            if theirs == .sub { try socket.subscribe() }
            // A PUB drops what is beyond, and counts messages that were read long ago.
            try socket.setOption(.sendHighWaterMark, 3000)
        }
        self.configure = settings
        pair = try MixedPair(pairing, options: options, configure: settings, route: route)
        ourPrefix = Self.prefix(of: ours, talkingTo: theirs, named: Self.theirID)
        theirPrefix = Self.prefix(of: theirs, talkingTo: ours, named: Self.ourID)
        let types: Set = [ours, theirs]
        isTwoWay = types.isSubset(of: [.req, .rep, .dealer, .router, .pair])
        isLockStep = !types.isDisjoint(with: [.req, .rep])
        weBegin =
            switch (ours, theirs) {
            case (.rep, _), (.sub, _), (.xsub, _), (.pull, _): false
            case (.router, .router): true
            case (.router, _): false
            default: true
            }
        try meet()
    }

    /// What `type` puts in front of a body for its peer, and finds in front of what the peer sends.
    private static func prefix(
        of type: SocketType, talkingTo peer: SocketType, named name: [UInt8]
    ) -> [[UInt8]] {
        var prefix: [[UInt8]] = []
        if type == .router { prefix.append(name) }
        // REQ and REP want a delimiter, and others have to write it themselves (DLR-01, RTR-13).
        if [.dealer, .router].contains(type), [.req, .rep].contains(peer) { prefix.append([]) }
        return prefix
    }

    /// Waits until nothing that is sent can be lost because the other side is not known yet.
    ///
    /// - Parameter remembers: whether libzmq's socket still has the queue of a peer that is back, and with it what that
    ///   one subscribed to.
    private func meet(remembers: Bool = false) throws {
        let (ours, theirs) = (pair.pairing.ours, pair.pairing.theirs)
        switch ours {
        case .xsub: try pair.ours.send(Message([1]), timeout: Patience.limit)
        case .sub: try pair.ours.subscribe(to: "")
        case .router where theirs == .router: try pair.wait { !$0.peers.isEmpty }
        default: break
        }
        if theirs == .xsub { try pair.theirs.send([[1]], timeout: Patience.limit) }
        switch (ours, theirs) {
        case (.pub, _), (.xpub, _):
            try pair.wait { $0.subscriberCount(of: "") == 1 }
        case (_, .xpub) where !remembers:
            // First comes that a subscriber before is gone.
            while try pair.theirs.expectMessage() != [[1]] {}
        case (_, .pub):
            try meetTheirPublisher()
        default:
            break
        }
    }

    /// A PUB of libzmq does not tell when it knows its subscribers: it publishes until something arrives.
    private func meetTheirPublisher() throws {
        let deadline = ContinuousClock.now + Patience.limit
        while true {
            try #require(ContinuousClock.now < deadline, "the subscription does not arrive")
            try pair.theirs.send("early")
            do throws(ZMQError) {
                _ = try pair.ours.receive(timeout: .milliseconds(20))
                break
            } catch {
                try #require(error.code == .timedOut)
            }
        }
        try pair.theirs.send("go")
        while try pair.ours.receive(timeout: Patience.limit).text != "go" {}
    }

    /// Sends `body` from the side that begins, or answers with it.
    func send(_ body: [[UInt8]], answering: Bool = false) throws {
        if weBegin != answering {
            try pair.ours.send(Message(frames: ourPrefix + body), timeout: Patience.limit)
        } else {
            try pair.theirs.send(theirPrefix + body, timeout: Patience.limit)
        }
    }

    /// Receives what `send` sent and returns the body.
    func receive(answer: Bool = false) throws -> [[UInt8]] {
        let isOurs = weBegin == answer
        let message =
            isOurs
            ? try pair.ours.receive(timeout: Patience.limit).frameBytes : try pair.theirs.expectMessage()
        let prefix = isOurs ? ourPrefix : theirPrefix
        try #require(Array(message.prefix(prefix.count)) == prefix)
        return Array(message.dropFirst(prefix.count))
    }
}

extension Conversation {
    /// Sends a message from the side that begins, and an answer if there can be one; both have to arrive.
    func exchange(_ text: String) throws {
        let body = [Array(text.utf8), []]
        try send(body)
        try #require(try receive() == body)
        guard isTwoWay else { return }
        try send(body.reversed(), answering: true)
        try #require(try receive(answer: true) == body.reversed())
    }

    /// Their socket is closed and made again.
    mutating func restartTheirs() throws {
        try pair.restartTheirs(configure: configure)
        try meet()
    }

    /// Our socket is closed and made again; `monitor` watches theirs.
    mutating func restartOurs(_ monitor: ForeignMonitor) throws {
        try pair.restartOurs(monitor)
        try meet(remembers: pair.pairing.weBind)
    }
}
