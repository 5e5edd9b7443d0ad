extension RawSpan {
    /// The eight bytes from `offset` on, first byte lowest; bytes past the end read as zero.
    @inline(__always)
    func littleEndianWord(at offset: Int) -> UInt64 {
        if offset <= byteCount - 8 {
            // Checked: the span traps outside its bounds, and every bit pattern is an integer.
            return UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        var word: UInt64 = 0
        var shift: UInt64 = 0
        for index in offset..<max(offset, byteCount) {
            word |= UInt64(byte(at: index)) << shift
            shift += 8
        }
        return word
    }

    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }
}
