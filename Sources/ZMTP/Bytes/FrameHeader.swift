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

    /// Reads the header at the start of `available` bytes; nil when not all of it is there.
    ///
    /// Safety: `available` bytes can be read at `base`. No more than two are, or nine for the long form, and
    /// only after the checks here.
    @inline(__always)
    package init?(at base: UnsafeRawPointer, available: Int) {
        guard available >= 2 else { return nil }
        flags = unsafe base.load(as: UInt8.self)
        if flags & Self.long == 0 {
            size = unsafe UInt64(base.load(fromByteOffset: 1, as: UInt8.self))
            length = 2
        } else {
            guard available >= Self.longest else { return nil }
            size = unsafe UInt64(bigEndian: base.loadUnaligned(fromByteOffset: 1, as: UInt64.self))
            length = Self.longest
        }
    }

    /// Reads the header at `offset` of a chunk whose bytes end at `limit`; nil when not all of it is there.
    @inline(__always)
    package init?(in chunk: ByteChunk, at offset: Int, limit: Int) {
        guard offset >= 0, limit <= chunk.capacity, offset <= limit else { return nil }
        unsafe self.init(at: chunk.base + offset, available: limit - offset)
    }

    /// Writes a message frame's header and returns its length. The short form is used up to 255 bytes (ZMTP-22).
    ///
    /// Safety: `longest` bytes can be written at `base`.
    @inline(__always)
    static func write(
        count: Int, more: Bool, command: Bool = false, to base: UnsafeMutableRawPointer
    ) -> Int {
        let flags: UInt8 = (more ? Self.more : 0) | (command ? Self.command : 0)
        if count <= 255 {
            unsafe base.storeBytes(of: flags, as: UInt8.self)
            unsafe base.storeBytes(of: UInt8(truncatingIfNeeded: count), toByteOffset: 1, as: UInt8.self)
            return 2
        }
        unsafe base.storeBytes(of: flags | long, as: UInt8.self)
        unsafe base.storeBytes(of: UInt64(count).bigEndian, toByteOffset: 1, as: UInt64.self)
        return longest
    }
}
