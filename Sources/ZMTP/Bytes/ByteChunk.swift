/// A block of memory that holds frame bytes and is shared by reference between threads.
///
/// Safety: a chunk is filled from the front by one owner. A range is published (put into a `ByteSlice` that
/// crosses a lock) only after its bytes were written, and is never written again while anyone but the owner
/// holds the chunk. So readers need no lock, and `base` and `capacity` never change.
@safe package struct ByteChunk: @unchecked Sendable {
    /// Always a `Memory`: head and bytes in one allocation. As an `AnyObject`, because the compiler then copies and
    /// destroys a chunk as the one pointer that it is, and not by way of generic metadata.
    @usableFromInline package internal(set) var memory: AnyObject

    @usableFromInline typealias Memory = ManagedBuffer<ByteChunkHead, UInt8>

    /// The head, by its address: access to a variable of a class is checked at run time otherwise.
    @inlinable var head: UnsafeMutablePointer<ByteChunkHead> {
        // Safety: `memory` is always a `Memory`, and keeps its head in place.
        unsafe unsafeDowncast(memory, to: Memory.self).withUnsafeMutablePointerToHeader { unsafe $0 }
    }

    /// Where the memory starts.
    @inlinable package var base: UnsafeMutableRawPointer { unsafe head.pointee.base }

    /// How many bytes there are.
    @inlinable package var capacity: Int { unsafe head.pointee.capacity }

    /// Takes up the `memory` of another chunk again.
    ///
    /// Safety: it must be that.
    @unsafe @inlinable package init(memory: AnyObject) {
        self.memory = memory
    }

    /// Makes a chunk of uninitialised memory.
    package init(capacity: Int) {
        let capacity = max(capacity, 1)
        memory = Memory.create(minimumCapacity: capacity) { memory in
            unsafe memory.withUnsafeMutablePointerToElements { own in
                unsafe ByteChunkHead(base: UnsafeMutableRawPointer(own), capacity: capacity, loan: nil)
            }
        }
    }

    /// Wraps memory of the application's, which must stay unchanged until `giveBack` is called: once, when the
    /// last message that refers to it is gone.
    package init(lent bytes: UnsafeMutableRawBufferPointer, giveBack: @escaping @Sendable () -> Void) {
        memory = Memory.create(minimumCapacity: 0) { memory in
            unsafe memory.withUnsafeMutablePointerToElements { own in
                unsafe ByteChunkHead(
                    base: bytes.baseAddress ?? UnsafeMutableRawPointer(own), capacity: bytes.count,
                    loan: ByteLoan(giveBack))
            }
        }
    }

    /// Makes a chunk whose memory is that of an array, which nobody can change while the chunk refers to it.
    package init(holding bytes: [UInt8]) {
        // Safety: the elements of an array that is held stay where they are.
        let memory = unsafe bytes.withUnsafeBytes { unsafe UnsafeMutableRawBufferPointer(mutating: $0) }
        unsafe self.init(lent: memory) { withExtendedLifetime(bytes) {} }
    }

    /// Makes a chunk that holds a copy of `bytes`.
    package init(copying bytes: RawSpan) {
        self.init(capacity: bytes.byteCount)
        write(bytes, at: 0)
    }

    /// Whether nobody else refers to the memory.
    package mutating func isHeldByNobodyElse() -> Bool {
        // As what it is: the answer for an `AnyObject` would be no.
        unsafe withUnsafeMutablePointer(to: &memory) { pointer in
            unsafe pointer.withMemoryRebound(to: Memory.self, capacity: 1) { memory in
                unsafe isKnownUniquelyReferenced(&memory.pointee)
            }
        }
    }

    /// Whether both are the same memory.
    package func isSame(as other: ByteChunk?) -> Bool {
        memory === other?.memory
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

/// What a chunk knows of its memory.
@safe @usableFromInline struct ByteChunkHead {
    @usableFromInline let base: UnsafeMutableRawPointer
    @usableFromInline let capacity: Int
    /// Set when the memory is the application's.
    let loan: ByteLoan?
}

/// Memory that the application lent; it is given back with the object.
final class ByteLoan {
    private let giveBack: @Sendable () -> Void

    init(_ giveBack: @escaping @Sendable () -> Void) {
        self.giveBack = giveBack
    }

    deinit {
        giveBack()
    }
}
