internal import ZMQReactor

extension EndpointReader {
    /// DNS allows 253 bytes in a name; a numeric IPv6 address with its zone is shorter.
    private static let maximumHostBytes = 253

    /// Reads `host:port`, or `source:port;host:port`.
    func tcpAddress(_ text: Substring) throws(ZMQError) -> TCPAddress {
        guard let semicolon = text.utf8.firstIndex(of: UInt8(ascii: ";")) else {
            let (host, port) = try hostAndPort(text)
            return TCPAddress(host: host, port: port)
        }
        let (sourceHost, sourcePort) = try hostAndPort(text[..<semicolon])
        let (host, port) = try hostAndPort(Substring(text.utf8[semicolon...].dropFirst()))
        return TCPAddress(host: host, port: port, sourceHost: sourceHost, sourcePort: sourcePort)
    }

    private func hostAndPort(_ text: Substring) throws(ZMQError) -> (host: String, port: UInt16) {
        let bytes = text.utf8
        if bytes.first == UInt8(ascii: "[") {
            guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else {
                throw invalid("the bracket of the IPv6 address is not closed", "write tcp://[address]:port")
            }
            let host = String(Substring(bytes[..<end].dropFirst()))
            guard IPv6Text.isAddress(host) else {
                throw invalid("\"\(host)\" is not an IPv6 address", "put only an IPv6 address in brackets")
            }
            let rest = bytes[end...].dropFirst()
            guard rest.first == UInt8(ascii: ":") else { throw missingPort }
            return (host, try port(Substring(rest.dropFirst())))
        }
        guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")) else { throw missingPort }
        let host = String(text[..<colon])
        try checkHost(host)
        return (host, try port(Substring(bytes[colon...].dropFirst())))
    }

    private var missingPort: ZMQError {
        invalid("the port is missing", "write tcp://host:port")
    }

    private func port(_ text: Substring) throws(ZMQError) -> UInt16 {
        guard !text.isEmpty else { throw missingPort }
        if text == "*" { return 0 }
        // Digits only: the number reader would also take a sign.
        guard text.utf8.allSatisfy(\.isDigit), let port = UInt16(text) else {
            throw invalid("\"\(text)\" is not a port", "use 1 to 65535, or * for a free one when binding")
        }
        return port
    }

    private func checkHost(_ host: String) throws(ZMQError) {
        guard !host.isEmpty else {
            throw invalid("the host is missing", "write a host, an interface, or * to bind to all addresses")
        }
        if host == "*" { return }
        guard !host.utf8.contains(UInt8(ascii: ":")) else {
            throw invalid("\"\(host)\" has a colon", "write an IPv6 address in brackets: tcp://[::1]:5555")
        }
        guard host.utf8.count <= Self.maximumHostBytes else {
            throw invalid(
                "the host has \(host.utf8.count) bytes", "use at most \(Self.maximumHostBytes)")
        }
        guard host.utf8.allSatisfy(\.isAllowedInHost) else {
            throw invalid(
                "\"\(host)\" is not a host name",
                "use letters, digits, dots and hyphens; a name in another script in its ASCII form (xn--)")
        }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }

    /// The bytes of host names, and of the names that Linux gives to network interfaces besides.
    fileprivate var isAllowedInHost: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
