/// The 64 octets that open a connection in each direction (ZMTP-03).
package struct Greeting: Equatable, Sendable {
    /// The size of a whole greeting, and of the parts in which it is sent to peers that may be older (ZMTP-09).
    package static let count = 64
    package static let signatureCount = 10
    package static let mechanismOffset = 12
    package static let mechanismCount = 20

    package var version: ZMTPVersion
    /// The mechanism's name without its padding.
    package var mechanism: String
    /// Whether the sender is the server of its mechanism. Sent by the RFC, never checked (ZMTP-07).
    package var isServer: Bool

    package init(version: ZMTPVersion, mechanism: String, isServer: Bool) {
        self.version = version
        self.mechanism = mechanism
        self.isServer = isServer
    }

    /// Reads a greeting whose first ten octets were found to be a signature; nil when octets are missing. Padding,
    /// as-server and filler are not checked (ZMTP-04, ZMTP-07, ZMTP-08).
    package init?(_ bytes: RawSpan) {
        guard bytes.byteCount >= Self.count, let major = bytes.byte(at: 10), let minor = bytes.byte(at: 11),
            let server = bytes.byte(at: 32)
        else { return nil }
        version = ZMTPVersion(major: major, minor: minor)
        let field = bytes.copy(
            from: Self.mechanismOffset, upTo: Self.mechanismOffset + Self.mechanismCount)
        // Only trailing padding is dropped, so that a name with a NUL inside stays different (ZMTP-06).
        let end = field.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        mechanism = String(decoding: field[..<end], as: UTF8.self)
        isServer = server != 0
    }

    /// The octets to send. `paddedFor` puts the identity's length where a ZMTP 1.0 peer reads the length of our
    /// first frame (V1-06); nil leaves zeros (ZMTP-10).
    package func bytes(paddedFor identity: [UInt8]?) -> [UInt8] {
        var bytes: [UInt8] = [0xFF]
        bytes.reserveCapacity(Self.count)
        bytes.append(bigEndian: identity.map { UInt64($0.count) + 1 } ?? 0)
        bytes.append(0x7F)
        bytes.append(version.major)
        bytes.append(version.minor)
        bytes.append(contentsOf: Self.field(mechanism))
        bytes.append(isServer ? 1 : 0)
        bytes.append(contentsOf: repeatElement(0, count: Self.count - bytes.count))
        return bytes
    }

    /// Whether the ten octets, or as many as there are, can be a signature: FF first, bit 0 of the last set
    /// (ZMTP-05). Otherwise the peer is an unversioned one (V1-01).
    package static func canBeSignature(_ bytes: RawSpan) -> Bool {
        if let head = bytes.byte(at: 0), head != 0xFF { return false }
        if let tail = bytes.byte(at: signatureCount - 1), tail & 1 == 0 { return false }
        return true
    }

    /// The mechanism's name, padded with NULs to 20 octets (ZMTP-06).
    private static func field(_ name: String) -> [UInt8] {
        let name = name.utf8.prefix(mechanismCount)
        return Array(name) + repeatElement(0, count: mechanismCount - name.count)
    }
}
