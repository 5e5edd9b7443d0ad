extension RadixArena {
    /// The words as bytes, in memory order. Words have no padding, so every byte is initialised.
    var bytes: RawSpan {
        @inline(__always)
        @_lifetime(borrow self)
        get { unsafe words.span.bytes }
    }

    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        bytes.byte(at: offset)
    }

    @inline(__always)
    mutating func setByte(_ byte: UInt8, at offset: Int) {
        var words = words.mutableSpan
        var bytes = unsafe words.mutableBytes
        bytes.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
    }
}
