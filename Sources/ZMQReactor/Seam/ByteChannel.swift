/// One established stream of bytes to a peer. Lane-confined.
///
/// A channel never calls its handler from within one of its own methods.
package protocol ByteChannel: AnyObject {
    /// Where the other end is, as text: `192.0.2.1:4711`, or the path of an ipc socket.
    var remoteAddress: String { get }

    /// Where this end is, as text.
    var localAddress: String { get }

    /// Whether `channelReadable` is called while bytes, the end of the stream or an error can be read.
    /// Off until set. Level-triggered: called again until the condition is gone.
    var wantsReading: Bool { get set }

    /// Whether `channelWritable` is called while there is room to write. Off until set. Level-triggered.
    var wantsWriting: Bool { get set }

    /// Who is told. Held weakly or until `close`.
    var handler: (any ByteChannelHandler)? { get set }

    /// Reads at most `buffer.count` bytes, without waiting.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> ByteChannelRead

    /// Writes the buffers in order as far as there is room, without waiting.
    func write(_ buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>) -> ByteChannelWrite

    /// Gives a channel that was never used to another lane, where everything about it happens from now on. On
    /// its present lane. False when that is not possible; then nothing has changed.
    func move(to lane: any Lane) -> Bool

    /// Tells the peer that nothing more will be written, and says whether `close` would endanger what was.
    ///
    /// False when the peer's system has all of it, or the peer itself, where that can be known. As long as it is
    /// true, closing may lose the rest: a system
    /// answers what arrives for a closed connection, or was not read before, with a reset, and drops what it
    /// still had to send. May be asked again.
    func finishWriting() -> Bool

    /// Ends the channel. What was written is still sent as far as the system does so; the handler is
    /// not called again. Calling it twice is harmless.
    func close()
}

extension ByteChannel {
    package func move(to lane: any Lane) -> Bool { false }
}

extension ByteChannel {
    /// For channels that lose nothing by being closed.
    package func finishWriting() -> Bool { false }
}

/// What a read brought.
package enum ByteChannelRead {
    /// At least one byte.
    case bytes(Int)
    /// Nothing now.
    case wouldBlock
    /// The peer has closed its end.
    case ended
    case failed(SystemError)
}

/// How far a write came.
package enum ByteChannelWrite {
    /// The number of bytes taken; less than offered when there was no room for more.
    case bytes(Int)
    case failed(SystemError)
}

/// Who is told about a channel. All calls are on the lane.
package protocol ByteChannelHandler: AnyObject {
    func channelReadable()
    func channelWritable()
}
