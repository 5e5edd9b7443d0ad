/// Keeps a reader from following its writer so closely that it finds one or two messages at a time.
///
/// Both threads then need the memory of the pipe for every message, and most of their time goes by until one
/// processor has it from the other. Such a reader rests for some microseconds, as long as it finds more then: measured
/// side by side, inproc has 1.6 times the rate with messages of 1 byte, 4.5 times with 100 bytes.
struct ReaderPace {
    /// A batch of fewer messages is small.
    private static let small = 64
    /// After so many small batches, without one empty look between them, it is a stream.
    private static let smallInStream = 2
    /// What must come in a rest, so that it pays.
    private static let few = 12
    /// For how many batches nobody rests after a rest that brought few.
    private static let pause = 64

    private var smallBatches = 0
    private var hasRested = false

    /// Called when a batch of so many messages has been read; says whether to rest before the next is taken.
    mutating func batchEnds(after read: Int) -> Bool {
        let isSmall = read < Self.small
        if hasRested, read < Self.few {
            // There is no more to be had: the writer waits for answers, or is slow.
            smallBatches = -Self.pause
        } else {
            smallBatches = isSmall ? smallBatches + 1 : 0
        }
        hasRested = smallBatches >= Self.smallInStream
        if hasRested { smallBatches = 0 }
        return hasRested
    }

    /// Called when nothing had come.
    mutating func caughtUp() {
        smallBatches = min(smallBatches, 0)
        hasRested = false
    }
}
