extension RawSpan {
    /// Whether both spans hold the same bytes.
    func hasSameBytes(as other: RawSpan) -> Bool {
        guard byteCount == other.byteCount else { return false }
        return unsafe withUnsafeBytes { own in
            unsafe other.withUnsafeBytes { unsafe own.elementsEqual($0) }
        }
    }

    /// The first byte, if there is one.
    var firstByte: UInt8? {
        guard byteCount > 0 else { return nil }
        // Safety: checked on the line above.
        return unsafe unsafeLoad(fromByteOffset: 0, as: UInt8.self)
    }
}
