extension RawSpan {
    /// The byte at `offset`, or nil when there is none.
    func byte(at offset: Int) -> UInt8? {
        guard offset >= 0, offset < byteCount else { return nil }
        // Safety: `offset` is inside the span, checked above.
        return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }

    /// A copy of the bytes from `start` up to `end`, as far as they exist.
    func copy(from start: Int = 0, upTo end: Int = .max) -> [UInt8] {
        let end = Swift.min(Swift.max(end, 0), byteCount)
        let start = Swift.min(Swift.max(start, 0), end)
        return unsafe withUnsafeBytes { all in
            // Safety: 0 <= start <= end <= count, by the clamping above.
            unsafe [UInt8](UnsafeRawBufferPointer(rebasing: all[start..<end]))
        }
    }
}
