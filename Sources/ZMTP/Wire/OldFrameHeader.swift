/// The header of a ZMTP 1.0 frame: a length that includes the flags, then the flags (V1-02).
package struct OldFrameHeader: Equatable, Sendable {
    /// The largest body with the short length (V1-03).
    private static let shortest = 253

    /// The size of the body.
    package var size: UInt64
    /// Whether more frames of the message follow; the other flags are ignored (V1-04).
    package var more: Bool
    /// The size of the header itself in bytes: 2 or 10.
    package var length: Int

    /// Reads the header at the front of `bytes`; nil when not all of it is there. A length of zero is a violation
    /// (V1-05).
    package init?(_ bytes: RawSpan) throws(ProtocolViolation) {
        guard let first = bytes.byte(at: 0) else { return nil }
        guard first > 0 else { throw .badFrameSize(0) }
        var total = UInt64(first)
        length = 2
        if first == 0xFF {
            length = 10
            guard bytes.byteCount >= 9 else { return nil }
            total = bytes.copy(from: 1, upTo: 9).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard total > 0, total <= Limits.frameBytes else { throw .badFrameSize(total) }
        }
        guard let flags = bytes.byte(at: length - 1) else { return nil }
        size = total - 1
        more = flags & 1 != 0
    }

    /// The size of the whole frame; `Int.max` when it is not a number of bytes that can be.
    package var frameBytes: Int {
        guard let size = Int(exactly: size) else { return .max }
        let (sum, overflow) = size.addingReportingOverflow(length)
        return overflow ? .max : sum
    }

    /// The header in front of a body of `count` bytes.
    package static func bytes(count: Int, more: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        if count <= shortest {
            bytes.append(UInt8(truncatingIfNeeded: count + 1))
        } else {
            bytes.append(0xFF)
            bytes.append(bigEndian: UInt64(count) + 1)
        }
        bytes.append(more ? 1 : 0)
        return bytes
    }
}
