/// The text form of IPv6 addresses (RFC 4291 section 2.2), with a zone (RFC 4007 section 11).
enum IPv6Text {
    private static let groupCount = 8

    /// An interface name or number after the `%`; Linux names are shorter (15 bytes).
    private static let maximumZoneBytes = 32

    /// Whether `text`, without brackets, is an IPv6 address: `::`, `fe80::1%eth0`, `::ffff:192.0.2.1`.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(
            separator: UInt8(ascii: "%"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first, isUnzonedAddress(address) else { return false }
        return parts.count == 1 || isZone(parts[1])
    }

    private static func isZone(_ zone: Substring.UTF8View) -> Bool {
        // Printable ASCII without what would end the address early when it is written out again.
        let ends: [UInt8] = [UInt8(ascii: "]"), UInt8(ascii: ";"), UInt8(ascii: "/")]
        return 1...maximumZoneBytes ~= zone.count
            && zone.allSatisfy { (0x21...0x7E).contains($0) && !ends.contains($0) }
    }

    private static func isUnzonedAddress(_ address: Substring.UTF8View) -> Bool {
        guard let gap = indexOfGap(in: address) else {
            return countOfGroups(in: address, mayEndInIPv4: true) == groupCount
        }
        let head = address[..<gap]
        let tail = address[gap...].dropFirst(2)
        // The gap stands for at least one group, and there may be one gap only: a second would leave an empty
        // group in the tail.
        guard let before = head.isEmpty ? 0 : countOfGroups(in: head, mayEndInIPv4: false),
            let after = tail.isEmpty ? 0 : countOfGroups(in: tail, mayEndInIPv4: true)
        else { return false }
        return before + after < groupCount
    }

    /// Where `::` begins.
    private static func indexOfGap(in address: Substring.UTF8View) -> Substring.UTF8View.Index? {
        let colon = UInt8(ascii: ":")
        return zip(address.indices, zip(address, address.dropFirst()))
            .first { $0.1 == (colon, colon) }?.0
    }

    /// How many groups of 16 bits `text` has, an IPv4 address at its end being two; nil if a group is
    /// malformed.
    private static func countOfGroups(in text: Substring.UTF8View, mayEndInIPv4: Bool) -> Int? {
        let groups = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard let last = groups.last, groups.dropLast().allSatisfy(isGroup) else { return nil }
        if isGroup(last) { return groups.count }
        return mayEndInIPv4 && isIPv4(last) ? groups.count + 1 : nil
    }

    private static func isGroup(_ text: Substring.UTF8View) -> Bool {
        1...4 ~= text.count && Substring(text).allSatisfy { $0.isASCII && $0.isHexDigit }
    }

    private static func isIPv4(_ text: Substring.UTF8View) -> Bool {
        let numbers = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return numbers.count == 4
            && numbers.allSatisfy {
                1...3 ~= $0.count && $0.allSatisfy(isDigit) && UInt8(Substring($0)) != nil
            }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
}
