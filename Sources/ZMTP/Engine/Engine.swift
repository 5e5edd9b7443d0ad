/// One connection's protocol: bytes of the peer in, events and bytes for the peer out. No clock, no descriptor, no
/// lock; confined to whoever runs the connection.
///
/// A read goes `prepareRead`, the read into that, `didRead`, then `nextEvent` until it gives nil. After every
/// round the connection sends `takeOutput`, between messages (ZMTP-32). When `nextEvent` throws, what `takeOutput`
/// still has is sent if possible (an ERROR, the rest of a greeting: ZMTP-12, ERR-02), then the connection closes.
package struct Engine {
    /// How far the connection is.
    enum Phase {
        case greeting
        case handshake
        /// A ZMTP 2.0 or 1.0 peer's identity frame is due (V2-07, V1-01).
        case olderIdentity
        /// Frames as they are.
        case traffic
        /// Frames that the mechanism opens.
        case sealedTraffic
        /// ZMTP 1.0 frames.
        case version1Traffic
        case closed
    }

    let configuration: EngineConfiguration
    let scanner: FrameScanner
    var mechanism: any Mechanism
    var phase = Phase.greeting {
        didSet {
            isReady = phase.isTraffic
            transformsStreams = phase.transformsStreams
        }
    }

    /// Whether messages may be sent (NULL-04). Stored, as is whatever is asked for each read or write: a getter copies
    /// the engine, whose parts are counted.
    package private(set) var isReady = false

    /// Whether `encode` returns other bytes than it is given.
    package private(set) var transformsStreams = false

    /// Whether `takeOutput` has bytes.
    package private(set) var hasOutput = false

    /// How much of the greeting was put out.
    var greeting: GreetingProgress
    var buffer = ReceiveBuffer()
    var unfinished = UnfinishedMessage()
    var collector = MessageCollector()
    /// What frames are opened into, when they are small.
    var openedChunk: ByteChunk?

    /// Greeting octets and handshake frames to send.
    var output: [UInt8] = [] { didSet { noteOutput() } }
    /// Our newest handshake command, as long as nobody took it: an ERROR may still take its place.
    var newestCommand: [UInt8] = [] { didSet { noteOutput() } }
    /// Commands of the traffic, to be framed, and sealed, when they are taken.
    var commands: [Command] = [] { didSet { noteOutput() } }
    /// Events that are found but not given out.
    var events: [EngineEvent] = []
    /// What is thrown once the messages before it are given out.
    var failure: ProtocolViolation?
    /// What the greeting and the handshake told, until the handshake is complete.
    var announced: ZMTPVersion?
    var metadata: Metadata?
    var olderKind: SocketKind?

    /// Who the other side is; nil until the handshake is complete.
    package internal(set) var peer: PeerDescription?

    /// The version whose rules hold on this connection; nil until the greeting tells it.
    package internal(set) var version: ZMTPVersion?

    /// What came instead of a greeting, as far as it was there when that was found out; for people, who may
    /// recognise it. Empty unless `nextEvent` threw `notVersioned`.
    package internal(set) var firstBytes: [UInt8] = []

    /// At most so many of these bytes: enough to recognise most protocols.
    static let toldBytes = 16

    /// Whether any byte arrived since `takeInboundActivity`.
    var hasInboundActivity = false

    /// Starts a connection: the first octets of the greeting are ready to be taken (ZMTP-02).
    package init(_ configuration: EngineConfiguration) {
        self.configuration = configuration
        scanner = FrameScanner(maximumFrameBytes: configuration.maximumFrameBytes)
        mechanism = configuration.makeMechanism(configuration.metadata)
        greeting = GreetingProgress()
        startGreeting()
    }

    /// Whether nothing further can come of this connection.
    package var isClosed: Bool {
        if case .closed = phase { true } else { false }
    }

    private mutating func noteOutput() {
        hasOutput = !output.isEmpty || !newestCommand.isEmpty || !commands.isEmpty
    }

    /// Takes the bytes that the protocol itself wants sent now: greeting, handshake commands, PONG, PING, ERROR.
    /// With a mechanism that seals, they must be sent before anything that is encoded later, and after everything
    /// that was encoded before.
    package mutating func takeOutput() -> [UInt8] {
        guard hasOutput else { return [] }
        var bytes = output + newestCommand
        output = []
        newestCommand = []
        for command in commands { bytes += trafficFrame(of: command) }
        commands = []
        return bytes
    }

    /// Makes room for a read and returns the memory to read into: valid until `didRead`, never empty.
    package mutating func prepareRead(_ chunks: inout ReceiveChunks) -> UnsafeMutableRawBufferPointer {
        buffer.prepare(&chunks)
        return unsafe buffer.readRoom
    }

    /// Says how many bytes were read. Call it after every `prepareRead`, with 0 too.
    package mutating func didRead(_ count: Int, _ chunks: inout ReceiveChunks) {
        if count > 0 { hasInboundActivity = true }
        buffer.received(count, &chunks)
    }

    /// How much memory of its own the connection holds for bytes that are not understood yet.
    package var heldBytes: Int { buffer.privateBytes }

    /// Whether any byte arrived since this was last asked: every one counts as life (HB-10), so that one large
    /// message on a slow line does not look like silence.
    package mutating func takeInboundActivity() -> Bool {
        defer { hasInboundActivity = false }
        return hasInboundActivity
    }

    /// Understands what was read: the next event, or nil when more bytes are needed. Throws once, after which the
    /// engine is closed and gives nothing more.
    package mutating func nextEvent() throws(ProtocolViolation) -> EngineEvent? {
        do throws(ProtocolViolation) {
            return try findEvent()
        } catch {
            close()
            throw error
        }
    }

    /// Lets go of shared memory at the end of a turn. Cheap when nothing is held.
    package mutating func endOfTurn() {
        buffer.park()
        unfinished.park()
        collector.park()
    }

    /// Drops what was received and not given out (ZMTP-27). What is to be sent stays.
    mutating func close() {
        phase = .closed
        events = []
        buffer.clear()
        unfinished = UnfinishedMessage()
        collector = MessageCollector()
        openedChunk = nil
    }

    private mutating func findEvent() throws(ProtocolViolation) -> EngineEvent? {
        while true {
            if !events.isEmpty { return events.removeFirst() }
            switch phase {
            case .traffic: return try nextTrafficEvent()
            case .sealedTraffic: return try nextSealedEvent()
            case .version1Traffic: return try nextVersion1Event()
            case .greeting: guard try advanceGreeting() else { return nil }
            case .handshake: guard try advanceHandshake() else { return nil }
            case .olderIdentity: guard try advanceOlderIdentity() else { return nil }
            case .closed: return nil
            }
        }
    }
}

extension Engine.Phase {
    fileprivate var isTraffic: Bool {
        switch self {
        case .traffic, .sealedTraffic, .version1Traffic: true
        case .greeting, .handshake, .olderIdentity, .closed: false
        }
    }

    fileprivate var transformsStreams: Bool {
        switch self {
        case .sealedTraffic, .version1Traffic: true
        case .greeting, .handshake, .olderIdentity, .traffic, .closed: false
        }
    }
}
