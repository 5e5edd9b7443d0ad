/// A security mechanism: what is said between the greeting and the first message, and what is done to every frame
/// after it. A value with state, one per connection; it never sees the transport or the time.
package protocol Mechanism {
    /// The name in the greeting: upper case, at most 20 octets (ZMTP-06).
    var name: String { get }

    /// The as-server octet of our greeting (ZMTP-07).
    var isServer: Bool { get }

    /// Whether peers of ZMTP 1.0 and 2.0 may be spoken to: only when nothing is authenticated (ZMTP-18, V2-10,
    /// V1-11).
    var permitsOlderPeers: Bool { get }

    /// Whether this side may send ERROR: not as a client of PLAIN or CURVE (ERR-08).
    var sendsErrors: Bool { get }

    /// Whether our last command of the handshake was given out. Until then ERROR may take its place (TYPE-02).
    var hasGivenLastCommand: Bool { get }

    /// Whether every frame of the traffic is sealed and opened. If not, `seal` and `open` are not called.
    var transformsTraffic: Bool { get }

    /// Starts, once the greetings are exchanged.
    mutating func start() -> [MechanismAction]

    /// Takes a command of the peer.
    mutating func receive(_ command: Command) throws(ProtocolViolation) -> [MechanismAction]

    /// Goes on after `MechanismAction.ask` was answered with yes (NULL-07).
    mutating func accepted() throws(ProtocolViolation) -> [MechanismAction]

    /// The size of the whole frame that carries a body of `count` bytes, exactly: where a stream was cut is found
    /// by it.
    func sealedFrameBytes(_ count: Int) -> Int

    /// Writes the whole frame that carries `body` to `offset` of `chunk`, which has room for it, and returns the
    /// offset behind it.
    mutating func seal(
        _ body: RawSpan, more: Bool, isCommand: Bool, to chunk: ByteChunk, at offset: Int
    ) -> Int

    /// Opens a frame's body into the front of `chunk`, which has room for `body.byteCount` bytes.
    mutating func open(
        _ body: RawSpan, flags: UInt8, to chunk: ByteChunk
    ) throws(ProtocolViolation) -> OpenedFrame
}

extension Mechanism {
    /// As for a mechanism that leaves the traffic alone.
    package var transformsTraffic: Bool { false }

    package func sealedFrameBytes(_ count: Int) -> Int { 0 }

    package mutating func seal(
        _ body: RawSpan, more: Bool, isCommand: Bool, to chunk: ByteChunk, at offset: Int
    ) -> Int {
        offset
    }

    package mutating func open(
        _ body: RawSpan, flags: UInt8, to chunk: ByteChunk
    ) throws(ProtocolViolation) -> OpenedFrame {
        throw .malformedMessage
    }
}
