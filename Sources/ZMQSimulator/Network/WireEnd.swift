internal import ZMQReactor

/// One end of a wire: what is on its way to it, what has arrived, and what became of it.
struct WireEnd {
    /// On its way, the earliest first.
    private var incoming: [WireItem] = []

    /// How many bytes are on their way.
    private(set) var inFlight = 0

    /// Arrived, and not read from `head` on.
    private var arrived: [UInt8] = []
    private var head = 0

    /// When the line from the other end is free for the next byte, and when the last one arrives.
    var lineIsFree: ContinuousClock.Instant?
    var lastArrival: ContinuousClock.Instant?

    /// The other side has closed its end, and all that it sent has arrived.
    var hasEnded = false

    /// The connection is broken, as this side knows.
    var failure: SystemError?

    /// A break that a partition keeps from this side.
    var heldFailure: SystemError?

    /// This side has closed its end.
    var isClosed = false

    /// Whether this side's handler is going to be called.
    var isCheckPlanned = false

    /// How many bytes can be read.
    var unread: Int { arrived.count - head }

    /// Puts something on its way.
    mutating func append(_ item: WireItem) {
        incoming.append(item)
        inFlight += item.byteCount
    }

    /// Takes in what has arrived by `now`, as far as there is room; false when that was nothing.
    mutating func takeArrivals(at now: ContinuousClock.Instant, room: Int) -> Bool {
        var changed = false
        while let first = incoming.first, first.arrival <= now {
            switch first.content {
            case .end:
                hasEnded = true
                incoming.removeFirst()
                changed = true
            case .bytes(let bytes):
                let count = isClosed ? bytes.count : min(bytes.count, room - unread)
                if count <= 0 { return changed }
                if !isClosed { arrived += bytes[..<count] }
                inFlight -= count
                changed = true
                if count == bytes.count {
                    incoming.removeFirst()
                } else {
                    incoming[0].content = .bytes(Array(bytes[count...]))
                    return changed
                }
            }
        }
        return changed
    }

    /// Takes at most `limit` of the bytes that can be read.
    mutating func read(atMost limit: Int) -> [UInt8] {
        let bytes = Array(arrived[head...].prefix(limit))
        head += bytes.count
        if head == arrived.count {
            arrived = []
            head = 0
        } else if head > 64 * 1024 {
            arrived.removeFirst(head)
            head = 0
        }
        return bytes
    }

    /// Loses what is on its way.
    mutating func lose() {
        incoming = []
        inFlight = 0
    }

    /// Loses what was not read.
    mutating func discard() {
        arrived = []
        head = 0
    }
}
