/// Which names the properties of a handshake can have (RFC 37, metadata).
enum MetadataName {
    /// The length travels in one byte.
    private static let maximumBytes = 255

    private static let prefix = "X-"

    /// The rule for people.
    static let rule = "\(prefix) and letters, digits or - _ . +, at most \(maximumBytes) bytes"

    /// Whether an application may announce a property of this name; the names without the prefix are the
    /// protocol's.
    static func isForApplications(_ name: String) -> Bool {
        let bytes = name.utf8
        return bytes.count > prefix.utf8.count && bytes.count <= maximumBytes
            && name.uppercased().utf8.starts(with: prefix.utf8) && bytes.allSatisfy(isAllowed)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "."), UInt8(ascii: "+"):
            true
        default: false
        }
    }
}
