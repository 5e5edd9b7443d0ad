package import ZMQReactor

/// Where a socket binds or connects: a transport and an address, as in `tcp://localhost:5555`.
///
/// | form | meaning |
/// |---|---|
/// | `tcp://host:port` | a host name, an IPv4 address or the name of a network interface |
/// | `tcp://[::1]:port`, `tcp://[fe80::1%eth0]:port` | an IPv6 address, with its zone |
/// | `tcp://*:port` | bind only: all addresses of this machine |
/// | `tcp://host:*`, `tcp://host:0` | bind only: a free port |
/// | `tcp://source:port;host:port` | connect only: from a certain address, from any port with `*` or 0 |
/// | `ipc://path` | a Unix socket |
/// | `ipc://@name` | a Unix socket in Linux's abstract namespace, without a file |
/// | `ipc://*` | bind only: a path that the library makes up |
/// | `inproc://name` | within the context; 1 to 256 bytes |
///
/// Sockets take text as well; a malformed text is an error of `bind` or `connect` then. For that reason an
/// endpoint is no string literal: a literal could not report what is wrong with it.
public struct Endpoint: Hashable, Sendable {
    /// The ways to reach a peer.
    public enum Transport: String, Hashable, Sendable, CaseIterable {
        /// TCP over IPv4 and IPv6.
        case tcp
        /// Unix sockets, between processes of one machine.
        case ipc
        /// Queues between the sockets of one context.
        case inproc
    }

    /// What the text means to those who act on it.
    package enum Target: Hashable, Sendable {
        /// An address for the network.
        case network(NetworkAddress)
        /// A name within the context.
        case inproc(name: String)
    }

    /// The parsed endpoint.
    package let target: Target

    /// Reads an endpoint from its text.
    ///
    /// - Throws: ``ZMQError/Code/protocolNotSupported`` for a transport that the library does not have, and
    ///   ``ZMQError/Code/invalidArgument`` for everything else that is not an endpoint. Both name the text,
    ///   what is wrong with it and what would be right.
    public init(_ text: String) throws(ZMQError) {
        try self.init(text, operation: "read endpoint")
    }

    /// Reads an endpoint on behalf of `operation`, which errors name.
    package init(_ text: String, operation: String) throws(ZMQError) {
        target = try EndpointReader(text: text, operation: operation).target()
    }

    /// An endpoint for an address that is known to be good, from the network for example.
    package init(_ address: NetworkAddress) {
        target = .network(address)
    }

    /// The transport.
    public var transport: Transport {
        switch target {
        case .network(.tcp): .tcp
        case .network(.ipc): .ipc
        case .inproc: .inproc
        }
    }

    /// The host of a tcp endpoint, without the brackets of an IPv6 address; nil for other transports.
    public var host: String? {
        if case .network(.tcp(let address)) = target { address.host } else { nil }
    }

    /// The port of a tcp endpoint, 0 where it is to be chosen by the system; nil for other transports.
    ///
    /// After a bind to `*` this is the port that peers connect to.
    public var port: UInt16? {
        if case .network(.tcp(let address)) = target { address.port } else { nil }
    }

    /// The path of an ipc endpoint, with the `@` of an abstract name; nil for other transports.
    public var path: String? {
        if case .network(.ipc(let path)) = target { path } else { nil }
    }

    /// The name of an inproc endpoint; nil for other transports.
    public var name: String? {
        if case .inproc(let name) = target { name } else { nil }
    }

    /// The address to listen at or connect to; nil for inproc.
    package var networkAddress: NetworkAddress? {
        if case .network(let address) = target { address } else { nil }
    }
}

extension Endpoint: CustomStringConvertible {
    /// The endpoint as text, from which the same endpoint is read. A port of 0 is written as `*`.
    public var description: String {
        switch target {
        case .inproc(let name): return "inproc://\(name)"
        case .network(.ipc(let path)): return "ipc://\(path)"
        case .network(.tcp(let address)):
            let destination = Self.text(host: address.host, port: address.port)
            guard let source = address.sourceHost else { return "tcp://\(destination)" }
            return "tcp://\(Self.text(host: source, port: address.sourcePort));\(destination)"
        }
    }

    private static func text(host: String, port: UInt16) -> String {
        let host = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return "\(host):\(port == 0 ? "*" : String(port))"
    }
}
