internal import Testing
internal import ZMTP

/// An engine with the part of a connection around it that a test needs: bytes in, happenings and bytes out.
struct TestPeer {
    var engine: Engine
    var chunks = ReceiveChunks()
    var happenings: [Happening] = []
    /// Everything that the engine wanted sent.
    var sent: [UInt8] = []
    /// The largest piece that one read brings.
    var readLimit = Int.max
    /// Whether every read is a turn of its own.
    var parks = true

    init(_ configuration: EngineConfiguration) {
        engine = Engine(configuration)
        flush()
    }

    init(_ kind: SocketKind, identity: [UInt8] = []) {
        self.init(EngineConfiguration(socketKind: kind, identity: identity))
    }

    /// A peer of which the handshake with a raw ZMTP 3.x peer is over, with `sent` and `happenings` empty again.
    static func ready(
        _ kind: SocketKind = .pull, peer: SocketKind = .push, version: ZMTPVersion = .v3_1,
        _ change: (inout EngineConfiguration) -> Void = { _ in }
    ) -> TestPeer {
        var configuration = EngineConfiguration(socketKind: kind)
        change(&configuration)
        var test = TestPeer(configuration)
        test.receive(rawGreeting(version) + rawReady(peer))
        #expect(test.engine.isReady)
        test.happenings = []
        test.sent = []
        return test
    }

    var violation: ProtocolViolation? {
        for case .violation(let violation) in happenings { return violation }
        return nil
    }

    var messages: [[[UInt8]]] {
        happenings.compactMap { if case .message(let frames) = $0 { frames } else { nil } }
    }

    var isReady: Bool { engine.isReady }

    /// Gives bytes to the engine, as one read after the other, until they are used up or the engine is closed.
    mutating func receive(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, !engine.isClosed {
            let room = unsafe engine.prepareRead(&chunks)
            let space = room.count
            #expect(space > 0, "there is always room to read")
            let count = min(space, rest.count, readLimit)
            if count == 0 { return }
            unsafe room.copyBytes(from: rest.prefix(count))
            engine.didRead(count, &chunks)
            rest = rest.dropFirst(count)
            drain()
        }
        if parks { engine.endOfTurn() }
    }

    /// Takes the events that there are.
    mutating func drain() {
        do throws(ProtocolViolation) {
            while let event = try engine.nextEvent() {
                if case .messages(let stream, let count) = event { check(stream, count) }
                happenings += Happening.from(event)
            }
        } catch {
            happenings.append(.violation(error))
        }
        flush()
    }

    mutating func flush() {
        sent += engine.takeOutput()
    }

    /// Whether slices say the truth about the messages in them.
    private func check(_ stream: [ByteSlice], _ count: Int) {
        #expect(count > 0)
        #expect(stream.reduce(0) { $0 + $1.messages } == count)
        #expect(Happening.messages(of: stream).count == count)
        #expect(stream.last?.endsMessage == true)
        #expect(stream.allSatisfy { $0.lower <= $0.upper && $0.upper <= $0.chunk.capacity })
    }

    /// The greeting of a raw peer, as bytes.
    static func rawGreeting(_ version: ZMTPVersion = .v3_1, mechanism: String = "NULL") -> [UInt8] {
        Greeting(version: version, mechanism: mechanism, isServer: false).bytes(paddedFor: nil)
    }

    /// The READY of a raw peer, as bytes.
    static func rawReady(_ kind: SocketKind, identity: [UInt8] = []) -> [UInt8] {
        Command.ready(Metadata(kind: kind, identity: identity, application: [])).frame
    }
}
