internal import ZMQReactor

/// Reads the text of one endpoint. Total: every text gives a target or an error that tells what is wrong.
struct EndpointReader {
    let text: String

    /// What the caller is doing, for errors.
    let operation: String

    /// Bytes in an inproc name; libzmq's limit.
    static let maximumInprocBytes = 256

    /// Transports that other ZeroMQ implementations have and this one does not.
    private static let foreignTransports: Set<String> = [
        "epgm", "norm", "pgm", "tipc", "udp", "vmci", "vsock", "ws", "wss",
    ]

    private static let supported = Endpoint.Transport.allCases.map { "\($0.rawValue)://" }
        .joined(separator: ", ")

    func target() throws(ZMQError) -> Endpoint.Target {
        guard let (scheme, address) = parts() else {
            throw invalid("it has no transport", "begin it with one of \(Self.supported)")
        }
        guard let transport = Endpoint.Transport(rawValue: scheme) else {
            throw unsupported(scheme: scheme)
        }
        switch transport {
        case .tcp: return .network(.tcp(try tcpAddress(address)))
        case .ipc: return .network(.ipc(path: try ipcPath(address)))
        case .inproc: return .inproc(name: try inprocName(address))
        }
    }

    /// What is before and after the first `://`, or nil without one.
    private func parts() -> (scheme: String, address: Substring)? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let rest = text.utf8[colon...]
        guard rest.starts(with: "://".utf8) else { return nil }
        // Cut by bytes: as characters, a slash and a combining mark after it would be one.
        let address = rest.dropFirst("://".utf8.count)
        return (String(text[..<colon]), Substring(address))
    }

    private func ipcPath(_ path: Substring) throws(ZMQError) -> String {
        guard !path.isEmpty else {
            throw invalid("the path is missing", "write ipc:// and a path, ipc://@ and a name, or ipc://*")
        }
        guard path != "@" else {
            throw invalid("the abstract name is missing", "write the name after the @")
        }
        try checkNoNUL(path, what: "path")
        let limit = LocalSocketPath.maximumBytes
        guard path.utf8.count <= limit else {
            throw invalid("the path has \(path.utf8.count) bytes", "use at most \(limit), the system's limit")
        }
        return String(path)
    }

    private func inprocName(_ name: Substring) throws(ZMQError) -> String {
        guard !name.isEmpty else {
            throw invalid("the name is missing", "write a name of 1 to \(Self.maximumInprocBytes) bytes")
        }
        try checkNoNUL(name, what: "name")
        guard name.utf8.count <= Self.maximumInprocBytes else {
            throw invalid(
                "the name has \(name.utf8.count) bytes", "use at most \(Self.maximumInprocBytes)")
        }
        return String(name)
    }

    /// A NUL would end the text early in C, and two different endpoints would be one there.
    private func checkNoNUL(_ text: Substring, what: String) throws(ZMQError) {
        guard !text.utf8.contains(0) else {
            throw invalid("the \(what) contains a NUL", "leave it out")
        }
    }

    private func unsupported(scheme: String) -> ZMQError {
        let reason: String
        if Self.foreignTransports.contains(scheme) {
            reason = "the transport \(scheme) is not part of this library"
        } else if Endpoint.Transport(rawValue: scheme.lowercased()) != nil {
            reason = "the transport \(scheme) must be written in lower case"
        } else {
            reason = "there is no transport \"\(scheme)\""
        }
        return ZMQError(
            .protocolNotSupported, operation: operation, endpoint: text, reason: reason,
            remedy: "use one of \(Self.supported)")
    }

    func invalid(_ reason: String, _ remedy: String) -> ZMQError {
        ZMQError(.invalidArgument, operation: operation, endpoint: text, reason: reason, remedy: remedy)
    }
}
