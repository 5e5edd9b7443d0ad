internal import ZMTP

/// One frame of a message: a run of bytes that ZeroMQ carries and never looks into.
///
/// A value: copying a frame never copies a large payload. Up to 15 bytes are stored in the frame itself; longer
/// ones are shared by reference, also when they were received.
///
/// Safety: `owner` keeps a chunk's memory alive; everybody only reads it.
public struct Frame: @unchecked Sendable {
    /// The last byte of `word1` of a shared frame.
    private static let sharedMark: UInt64 = 0xFF

    /// The part of `word1` that counts the bytes of a shared frame.
    private static let countMask: UInt64 = (1 << 56) - 1

    /// How many bytes fit into the frame itself: as many as are `ShortBytes`. A number, because what other modules
    /// have is looked up for each message.
    static let inlineCapacity = 15

    /// Keeps the bytes alive when they are shared; nil when they are inline. The memory of a `ByteChunk`, or, for
    /// frames that are copied when they are sent, perhaps that of an array. As an `AnyObject`, because programs do
    /// not see `ByteChunk`: they would copy and destroy each frame by way of metadata.
    private let owner: AnyObject?

    // Inline: the bytes from the front of `word0`, and their count in the last byte of `word1`.
    // Shared: the address of the bytes and their count, with a mark in the last byte of `word1`. So the bytes
    // are reached without touching the reference count of the owner. Three words, because with a fourth for its
    // extras a message is still passed in registers.
    private let word0: UInt64
    private let word1: UInt64

    /// Makes an empty frame.
    public init() {
        owner = nil
        word0 = 0
        word1 = 0
    }

    /// Makes a frame of a copy of `bytes`.
    public init(copying bytes: RawSpan) {
        let count = bytes.byteCount
        if count <= Self.inlineCapacity {
            self.init(short: bytes)
        } else {
            self.init(sharing: ByteChunk(copying: bytes), lower: 0, upper: count)
        }
    }

    /// Makes a frame of at most `inlineCapacity` bytes.
    @inline(__always)
    private init(short bytes: RawSpan) {
        let count = bytes.byteCount
        let words = unsafe bytes.withUnsafeBytes { buffer in
            unsafe buffer.baseAddress.map { unsafe ShortBytes.words(at: $0, count: count) } ?? (0, 0)
        }
        self.init(words.0, words.1 | UInt64(count) << 56)
    }

    /// Makes a frame of the UTF-8 bytes of `text`, without a terminator.
    public init(_ text: some StringProtocol) {
        var text = String(text)
        self = text.withUTF8 { utf8 in
            unsafe Frame(copying: RawSpan(_unsafeElements: utf8))
        }
    }

    /// Makes a frame of `bytes`. More than a few are shared with the array, not copied.
    public init(_ bytes: borrowing [UInt8]) {
        let count = bytes.count
        if count <= Self.inlineCapacity {
            unsafe self.init(short: bytes.span.bytes)
        } else if count < FrameQueue.copyLimit, let storage = ArrayStorage(copy bytes) {
            // What is copied when it is sent needs no chunk.
            unsafe self.init(owner: storage.owner, start: storage.start, count: count)
        } else {
            self.init(sharing: ByteChunk(holding: copy bytes), lower: 0, upper: count)
        }
    }

    /// Makes a frame of `bytes`.
    public init(_ bytes: some Sequence<UInt8>) {
        let copied: Frame? = bytes.withContiguousStorageIfAvailable { buffer in
            unsafe Frame(copying: RawSpan(_unsafeElements: buffer))
        }
        self = unsafe copied ?? Frame(copying: Array(bytes).span.bytes)
    }

    /// Makes a frame of `count` bytes that `fill` writes.
    ///
    /// The way to produce a large payload without copying it: `fill` gets the frame's own memory, zeroed.
    public init<Failure: Error>(
        count: Int, filledBy fill: (inout MutableRawSpan) throws(Failure) -> Void
    ) throws(Failure) {
        let count = max(count, 0)
        let chunk = ByteChunk(capacity: count)
        let memory = unsafe UnsafeMutableRawBufferPointer(start: chunk.base, count: count)
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
        var span = unsafe MutableRawSpan(_unsafeBytes: memory)
        try fill(&span)
        self.init(sharing: chunk, lower: 0, upper: count)
    }

    /// Makes a frame of memory that the caller lends, without copying it.
    ///
    /// The memory must stay unchanged until `release` is called. That happens exactly once, when the last frame
    /// that refers to it is gone: sent, dropped or discarded. It may be called on any thread.
    @unsafe
    public init(lending memory: UnsafeMutableRawBufferPointer, release: @escaping @Sendable () -> Void) {
        unsafe self.init(
            sharing: ByteChunk(lent: memory, giveBack: release), lower: 0, upper: memory.count)
    }

    /// Makes an inline frame; `word1` carries the count in its last byte.
    init(_ word0: UInt64, _ word1: UInt64) {
        owner = nil
        self.word0 = word0
        self.word1 = word1
    }

    /// Refers to a range of a chunk that does not change any more. The range is clamped to the chunk.
    init(sharing chunk: ByteChunk, lower: Int, upper: Int) {
        let lower = min(max(lower, 0), chunk.capacity)
        let upper = min(max(upper, lower), chunk.capacity)
        owner = chunk.memory
        word0 = unsafe UInt64(UInt(bitPattern: chunk.base + lower))
        word1 = UInt64(upper - lower) | Self.sharedMark << 56
    }

    /// Refers to bytes that `owner`, the memory of a chunk, keeps alive, and that do not change any more.
    ///
    /// Safety: there are `count` of them at `start`.
    @inline(__always)
    init(owner: AnyObject, start: UnsafeRawPointer, count: Int) {
        self.owner = owner
        word0 = UInt64(UInt(bitPattern: start))
        word1 = UInt64(truncatingIfNeeded: count) | Self.sharedMark << 56
    }

    private var isShared: Bool { word1 >> 56 == Self.sharedMark }

    /// The memory, when the bytes are shared and not copied when they are sent.
    var chunk: ByteChunk? {
        guard count >= FrameQueue.copyLimit else { return nil }
        // Safety: see `owner`.
        return owner.map { unsafe ByteChunk(memory: $0) }
    }

    /// Which range of `chunk` the bytes are, when they are shared.
    var sharedRange: Range<Int> {
        guard let chunk, isShared else { return 0..<0 }
        let lower = unsafe Int(UInt(word0) - UInt(bitPattern: chunk.base))
        return lower..<(lower + count)
    }

    /// The number of bytes.
    public var count: Int {
        isShared ? Int(word1 & Self.countMask) : Int(word1 >> 56)
    }

    /// Whether there are no bytes.
    public var isEmpty: Bool { count == 0 }

    /// The bytes, when they are stored in the frame itself.
    @inline(__always)
    var inlineWords: (first: UInt64, second: UInt64)? { isShared ? nil : (word0, word1) }

    /// Calls `body` with the bytes, without copying them.
    public func withBytes<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if isShared {
            // Safety: `chunk` keeps these bytes alive for as long as the frame lives, so during the call.
            let start = unsafe UnsafeRawPointer(bitPattern: UInt(word0))
            let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
            return try unsafe body(RawSpan(_unsafeBytes: bytes))
        }
        // Safety: the tuple lives until the end of the call, and `count` is at most its size.
        var words = (word0, word1)
        let count = min(Int(word1 >> 56), Self.inlineCapacity)
        func call(_ pointer: UnsafeMutableRawPointer) throws(Failure) -> Result {
            let buffer = unsafe UnsafeRawBufferPointer(start: pointer, count: count)
            return try unsafe body(RawSpan(_unsafeBytes: buffer))
        }
        return try unsafe call(&words)
    }

    /// The bytes as a new array.
    public var bytes: [UInt8] {
        withBytes { span in unsafe span.withUnsafeBytes { unsafe [UInt8]($0) } }
    }

    /// The bytes as text: UTF-8, with replacement characters for what is none.
    public var text: String {
        withBytes { span in unsafe span.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) } }
    }

    /// The first byte, if there is one.
    public var first: UInt8? {
        withBytes { $0.firstByte }
    }

    /// Whether the bytes start with those of `prefix`.
    public func starts(with prefix: Frame) -> Bool {
        let length = prefix.count
        guard count >= length else { return false }
        return withBytes { own in
            prefix.withBytes { other in own.extracting(first: length).hasSameBytes(as: other) }
        }
    }

    /// A frame of its own memory, to be kept for long: a received frame otherwise keeps the whole buffer alive
    /// that it arrived in.
    public func compacted() -> Frame {
        withBytes { Frame(copying: $0) }
    }
}

extension Frame: Hashable {
    /// Frames are equal when their bytes are.
    public static func == (left: Frame, right: Frame) -> Bool {
        // What is left of the words is zero.
        if let own = left.inlineWords, let other = right.inlineWords { return own == other }
        return left.withBytes { own in right.withBytes { own.hasSameBytes(as: $0) } }
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        withBytes { span in unsafe span.withUnsafeBytes { unsafe hasher.combine(bytes: $0) } }
    }
}

extension Frame: ExpressibleByStringInterpolation {
    /// Makes a frame of the UTF-8 bytes of a literal.
    public init(stringLiteral value: String) {
        self.init(value)
    }
}

extension Frame: CustomStringConvertible {
    /// The text when all of it is printable ASCII, otherwise the bytes in hexadecimal.
    public var description: String {
        let bytes = self.bytes
        if bytes.allSatisfy({ (0x20...0x7E).contains($0) }) { return String(decoding: bytes, as: UTF8.self) }
        return bytes.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
