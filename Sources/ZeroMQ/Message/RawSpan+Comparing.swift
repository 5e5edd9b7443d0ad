extension RawSpan {
    /// Whether both spans hold the same bytes.
    func hasSameBytes(as other: RawSpan) -> Bool {
        guard byteCount == other.byteCount else { return false }
        return unsafe withUnsafeBytes { own in
            unsafe other.withUnsafeBytes { unsafe own.elementsEqual($0) }
        }
    }

    /// The byte at `offset`, or nil behind the end.
    func byte(at offset: Int) -> UInt8? {
        guard offset >= 0, offset < byteCount else { return nil }
        // Safety: checked on the line above.
        return unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }
}
