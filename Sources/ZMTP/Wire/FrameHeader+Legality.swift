extension FrameHeader {
    /// Whether these flags may stand on the wire: no reserved bit, and no command with MORE (ZMTP-21, ZMTP-29,
    /// ZMTP-30).
    package static func isLegal(_ flags: UInt8) -> Bool {
        flags & reserved == 0 && flags & (command | more) != command | more
    }

    /// The size of the whole frame; `Int.max` when it is not a number of bytes that can be.
    package var frameBytes: Int {
        guard let size = Int(exactly: size) else { return .max }
        let (sum, overflow) = size.addingReportingOverflow(length)
        return overflow ? .max : sum
    }
}
