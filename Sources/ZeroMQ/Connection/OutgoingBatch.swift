internal import ZMQReactor
internal import ZMTP

/// What a connection is writing: control bytes of the protocol first, then one batch of messages, and how far
/// it has come.
struct OutgoingBatch {
    /// How a write came out.
    enum Outcome {
        case finished
        /// The channel takes no more now.
        case blocked
        case failed(SystemError)
    }

    /// What the wire has of a batch.
    enum Form {
        /// The same bytes.
        case asItIs
        /// What the engine makes of them for the peer.
        case encoded
        /// The same, with subscriptions among them.
        case subscriptions
    }

    /// How many pieces are given to the channel at once.
    private static let piecesPerWrite = 64

    /// Protocol bytes, sent before the messages and never between the frames of one.
    var control: [UInt8] = []

    /// The batch as it was taken from the link, and as it goes onto the wire.
    private var source: [ByteSlice] = []
    private var encoded: [ByteSlice] = []
    private var form = Form.asItIs

    /// The storage of an earlier batch, empty, for what is queued next.
    var spare: [ByteSlice] = []

    /// What is kept for that: a connection that was busy once shall not hold more.
    private static let sparedSlices = 8

    /// How far the encoded batch is written: whole slices, and bytes of the next.
    private var index = 0
    private var offset = 0
    /// How many bytes of the encoded batch the channel has taken; control bytes do not count.
    private(set) var written = 0

    var isEmpty: Bool { control.isEmpty && index == encoded.count }

    mutating func put(_ stream: [ByteSlice], encoded: [ByteSlice], form: Form) {
        self.form = form
        source = stream
        self.encoded = encoded
        index = 0
        offset = 0
        written = 0
    }

    /// Writes as much as the channel takes.
    mutating func write(to channel: any ByteChannel) -> Outcome {
        while !isEmpty {
            let (result, offered) = writeOnce(to: channel)
            switch result {
            case .failed(let error):
                return .failed(error)
            case .bytes(let count):
                advance(count)
                if count < offered { return .blocked }
            }
        }
        encoded = []
        index = 0
        if source.capacity <= Self.sparedSlices {
            source.removeAll(keepingCapacity: true)
            swap(&source, &spare)
        }
        source = []
        return .finished
    }

    private func writeOnce(to channel: any ByteChannel) -> (result: ByteChannelWrite, offered: Int) {
        unsafe withUnsafeTemporaryAllocation(
            of: UnsafeRawBufferPointer.self, capacity: Self.piecesPerWrite
        ) { pieces in
            unsafe control.withUnsafeBytes { controlBytes in
                var count = 0
                var offered = 0
                if !control.isEmpty {
                    unsafe pieces[count] = controlBytes
                    offered += controlBytes.count
                    count += 1
                }
                var skip = offset
                for slice in encoded[index...] {
                    guard count < Self.piecesPerWrite else { break }
                    let length = slice.count - skip
                    // Safety: the slice's chunk is held by `encoded` until this call is over.
                    unsafe pieces[count] = UnsafeRawBufferPointer(
                        start: slice.chunk.base + slice.lower + skip, count: length)
                    offered += length
                    count += 1
                    skip = 0
                }
                let offer = unsafe UnsafeBufferPointer(rebasing: pieces[..<count])
                return unsafe (channel.write(offer), offered)
            }
        }
    }

    private mutating func advance(_ count: Int) {
        var left = count
        let fromControl = min(left, control.count)
        if fromControl > 0 {
            control.removeFirst(fromControl)
            left -= fromControl
        }
        written += left
        while left > 0, index < encoded.count {
            let rest = encoded[index].count - offset
            if left < rest {
                offset += left
                return
            }
            left -= rest
            index += 1
            offset = 0
        }
    }

    /// Returns the messages that were not sent completely to the pipe they came from; nothing is left to write. One
    /// that was cut is sent again from its start: the peer discards the fragment (ZMTP-27), so it cannot arrive twice.
    ///
    /// - Parameter engine: the one that the batch was encoded by.
    mutating func giveBack(to pipe: Pipe, encodedBy engine: borrowing Engine) {
        control = []
        guard index < encoded.count else { return }
        let sent =
            switch form {
            case .asItIs: written
            case .encoded: engine.bytesGone(of: source, sent: written, subscribes: false)
            case .subscriptions: engine.bytesGone(of: source, sent: written, subscribes: true)
            }
        let rest = FrameStreamTail(of: source, sent: sent)
        let subscriptions = form == .subscriptions ? SubscriptionTally(in: rest.stream) : SubscriptionTally()
        if rest.messages > 0 {
            pipe.putBack(rest.stream, messages: rest.messages, subscriptions: subscriptions)
        }
        source = []
        encoded = []
        index = 0
    }
}
