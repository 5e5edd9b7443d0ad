/// A block of memory that holds frame bytes and is shared by reference between threads.
///
/// Safety: a chunk is filled from the front by one owner. A range is published (put into a `ByteSlice` that
/// crosses a lock) only after its bytes were written, and is never written again while anyone but the owner
/// holds the chunk. So readers need no lock, and `base` and `capacity` never change.
@safe package final class ByteChunk: @unchecked Sendable {
    /// Where the memory starts.
    @usableFromInline package let base: UnsafeMutableRawPointer

    /// How many bytes there are.
    package let capacity: Int

    /// Gives memory back that the application lent; nil for memory of our own.
    private let giveBack: (@Sendable () -> Void)?

    /// Makes a chunk of uninitialised memory.
    package init(capacity: Int) {
        let capacity = max(capacity, 1)
        unsafe base = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        self.capacity = capacity
        giveBack = nil
    }

    /// Wraps memory of the application's, which must stay unchanged until `giveBack` is called: once, when the
    /// last message that refers to it is gone.
    package init(lent memory: UnsafeMutableRawBufferPointer, giveBack: @escaping @Sendable () -> Void) {
        if let start = memory.baseAddress {
            unsafe base = start
            capacity = memory.count
            self.giveBack = giveBack
        } else {
            unsafe base = UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 16)
            capacity = 0
            self.giveBack = nil
            giveBack()
        }
    }

    /// Makes a chunk that holds a copy of `bytes`.
    package convenience init(copying bytes: RawSpan) {
        self.init(capacity: bytes.byteCount)
        write(bytes, at: 0)
    }

    deinit {
        if let giveBack {
            giveBack()
        } else {
            unsafe base.deallocate()
        }
    }

    /// The bytes of a range that has been written; the range is clamped to the chunk.
    @_lifetime(borrow self)
    package func bytes(_ range: Range<Int>) -> RawSpan {
        let start = min(max(range.lowerBound, 0), capacity)
        let end = min(max(range.upperBound, start), capacity)
        let buffer = unsafe UnsafeRawBufferPointer(start: base + start, count: end - start)
        return unsafe _overrideLifetime(RawSpan(_unsafeBytes: buffer), borrowing: self)
    }

    /// Copies `bytes` to `offset`, as far as there is room, and returns the offset behind them. Owner only.
    @discardableResult
    package func write(_ bytes: RawSpan, at offset: Int) -> Int {
        let start = min(max(offset, 0), capacity)
        let count = min(bytes.byteCount, capacity - start)
        unsafe bytes.withUnsafeBytes { source in
            if let from = source.baseAddress {
                unsafe (base + start).copyMemory(from: from, byteCount: count)
            }
        }
        return start + count
    }
}
