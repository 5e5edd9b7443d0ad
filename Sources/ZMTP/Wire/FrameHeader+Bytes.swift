extension FrameHeader {
    /// A whole frame as bytes, for what is sent rarely: commands, identities, subscriptions. The short form is
    /// used up to 255 bytes (ZMTP-22).
    package static func frame(_ body: [UInt8], command: Bool = false, more: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count + longest)
        let flags: UInt8 = (more ? Self.more : 0) | (command ? Self.command : 0)
        if let size = UInt8(exactly: body.count) {
            bytes.append(flags)
            bytes.append(size)
        } else {
            bytes.append(flags | long)
            bytes.append(bigEndian: UInt64(body.count))
        }
        bytes.append(contentsOf: body)
        return bytes
    }
}
