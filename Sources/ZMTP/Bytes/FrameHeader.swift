/// The flags and the size in front of a frame's body (ZMTP-20 to ZMTP-24).
package struct FrameHeader: Equatable, Sendable {
    /// Bits of the flags octet.
    package static let more: UInt8 = 0x01
    package static let long: UInt8 = 0x02
    package static let command: UInt8 = 0x04
    /// Bits that must be zero (ZMTP-30).
    package static let reserved: UInt8 = 0xF8

    /// The longest header: flags and a 64-bit size.
    package static let longest = 9

    package var flags: UInt8
    /// The size of the body in bytes.
    package var size: UInt64
    /// The size of the header itself in bytes: 2 or 9.
    package var length: Int

    /// Reads the header at `offset` of a chunk whose bytes end at `limit`; nil when not all of it is there.
    @inline(__always)
    package init?(in chunk: ByteChunk, at offset: Int, limit: Int) {
        guard offset >= 0, limit <= chunk.capacity, limit - offset >= 2 else { return nil }
        // Safety: two bytes at `offset`, nine for the long form, lie below `limit`, checked above and below.
        let base = unsafe chunk.base + offset
        flags = unsafe base.load(as: UInt8.self)
        if flags & Self.long == 0 {
            size = unsafe UInt64(base.load(fromByteOffset: 1, as: UInt8.self))
            length = 2
        } else {
            guard limit - offset >= Self.longest else { return nil }
            size = unsafe UInt64(bigEndian: base.loadUnaligned(fromByteOffset: 1, as: UInt64.self))
            length = Self.longest
        }
    }

    /// Writes a message frame's header at `offset` and returns the offset behind it. The short form is used up
    /// to 255 bytes (ZMTP-22). The chunk must have `longest` bytes free there, or nothing is written.
    @inline(__always)
    package static func write(
        count: Int, more: Bool, command: Bool = false, to chunk: ByteChunk, at offset: Int
    ) -> Int {
        guard offset >= 0, chunk.capacity - offset >= longest else { return offset }
        // Safety: `longest` bytes at `offset` lie in the chunk, checked above.
        let base = unsafe chunk.base + offset
        let flags: UInt8 = (more ? Self.more : 0) | (command ? Self.command : 0)
        if count <= 255 {
            unsafe base.storeBytes(of: flags, as: UInt8.self)
            unsafe base.storeBytes(of: UInt8(truncatingIfNeeded: count), toByteOffset: 1, as: UInt8.self)
            return offset + 2
        }
        unsafe base.storeBytes(of: flags | long, as: UInt8.self)
        unsafe base.storeBytes(of: UInt64(count).bigEndian, toByteOffset: 1, as: UInt64.self)
        return offset + longest
    }
}
