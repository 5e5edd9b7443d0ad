import Testing
import ZMQReactor
import ZeroMQ

@Suite struct EndpointTests {
    @Test(arguments: [
        ("tcp://*:*", TCPAddress(host: "*", port: 0)),
        ("tcp://*:0", TCPAddress(host: "*", port: 0)),
        ("tcp://*:5555", TCPAddress(host: "*", port: 5555)),
        ("tcp://eth0:5555", TCPAddress(host: "eth0", port: 5555)),
        ("tcp://[::]:5555", TCPAddress(host: "::", port: 5555)),
        ("tcp://[::ffff:192.0.2.1]:1", TCPAddress(host: "::ffff:192.0.2.1", port: 1)),
        ("tcp://[1:2:3:4:5:6:7:8]:1", TCPAddress(host: "1:2:3:4:5:6:7:8", port: 1)),
        ("tcp://[fe80::1%eth0]:5555", TCPAddress(host: "fe80::1%eth0", port: 5555)),
        ("tcp://my-host.example:65535", TCPAddress(host: "my-host.example", port: 65535)),
        (
            "tcp://192.0.2.1:7;host:5555",
            TCPAddress(host: "host", port: 5555, sourceHost: "192.0.2.1", sourcePort: 7)
        ),
        ("tcp://eth0:0;host:5555", TCPAddress(host: "host", port: 5555, sourceHost: "eth0")),
        ("tcp://*:*;[::1]:5555", TCPAddress(host: "::1", port: 5555, sourceHost: "*")),
    ])
    func `a tcp endpoint gives the network its host, port and source`(text: String, address: TCPAddress)
        throws
    {
        let endpoint = try Endpoint(text)
        #expect(endpoint.networkAddress == .tcp(address))
        #expect(endpoint.transport == .tcp)
        #expect(endpoint.host == address.host)
        #expect(endpoint.port == address.port)
        #expect(try Endpoint(endpoint.description) == endpoint)
    }

    @Test(arguments: ["/tmp/socket", "relative", "@abstract", "*", "/with:colon;and//slashes", "/ünïcode"])
    func `an ipc endpoint gives the network its path`(path: String) throws {
        let endpoint = try Endpoint("ipc://\(path)")
        #expect(endpoint.networkAddress == .ipc(path: path))
        #expect(endpoint.path == path)
        #expect(endpoint.description == "ipc://\(path)")
    }

    @Test(arguments: [1, 256])
    func `an inproc name may have so many bytes`(count: Int) throws {
        let name = String(repeating: "n", count: count)
        let endpoint = try Endpoint("inproc://\(name)")
        #expect(endpoint.target == .inproc(name: name))
        #expect(endpoint.name == name)
        #expect(endpoint.networkAddress == nil)
    }

    @Test func `an ipc path may be as long as the system allows and no longer`() throws {
        let limit = LocalSocketPath.maximumBytes
        #expect(try Endpoint("ipc://" + String(repeating: "p", count: limit)).path?.utf8.count == limit)
        #expect(throws: ZMQError.self) { try Endpoint("ipc://" + String(repeating: "p", count: limit + 1)) }
    }

    @Test(arguments: [
        ("", "transport"), ("tcp", "transport"), ("tcp:/host:1", "transport"), ("host:5555", "transport"),
        ("tcp://", "port"), ("tcp://host", "port"), ("tcp://host:", "port"), ("tcp://[::1]", "port"),
        ("tcp://:5555", "host"), ("tcp://host:65536", "port"), ("tcp://host:+1", "port"),
        ("tcp://host:-1", "port"), ("tcp://host:http", "port"), ("tcp://host:1/path", "port"),
        ("tcp://::1:5555", "brackets"), ("tcp://[::1:5555", "bracket"), ("tcp://[::1]5555", "port"),
        ("tcp://[1::2::3]:1", "IPv6"), ("tcp://[:::]:1", "IPv6"), ("tcp://[12345::]:1", "IPv6"),
        ("tcp://[1:2:3:4:5:6:7]:1", "IPv6"), ("tcp://[::256.0.0.1]:1", "IPv6"), ("tcp://[::1%]:1", "IPv6"),
        ("tcp://[host]:1", "IPv6"), ("tcp://[]:1", "IPv6"), ("tcp://[1:2:3:4:5:6:7:8::]:1", "IPv6"),
        ("tcp://ho st:1", "host name"), ("tcp://hôst:1", "host name"), ("tcp://host:1;", "port"),
        ("tcp://;host:1", "port"), ("tcp://a:1;b:2;c:3", "colon"), ("ipc://", "path"), ("ipc://@", "name"),
        ("ipc:///tmp/\0", "NUL"), ("inproc://", "name"), ("inproc://\0", "NUL"),
    ])
    func `what is not an endpoint is refused with the text, the fault and the cure`(
        text: String, word: String
    ) {
        let error = #expect(throws: ZMQError.self) { try Endpoint(text) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.endpoint == text)
        #expect(error?.remedy != nil)
        let advice = [error?.reason, error?.remedy].compactMap(\.self).joined(separator: "; ")
        #expect(advice.contains(word))
    }

    @Test func `an inproc name of 257 bytes is refused`() {
        // libzmq allows 256.
        #expect(throws: ZMQError.self) { try Endpoint("inproc://" + String(repeating: "n", count: 257)) }
    }

    @Test(arguments: ["pgm", "epgm", "norm", "vmci", "vsock", "tipc", "udp", "ws", "wss", "http", "TCP", ""])
    func `a foreign transport is refused by name`(scheme: String) {
        let error = #expect(throws: ZMQError.self) { try Endpoint("\(scheme)://host:1") }
        #expect(error?.code == .protocolNotSupported)
        #expect(error?.reason.contains(scheme.isEmpty ? "\"\"" : scheme) == true)
        for transport in Endpoint.Transport.allCases {
            #expect(error?.remedy?.contains("\(transport.rawValue)://") == true)
        }
    }

    @Test(arguments: ["tcp://*:*", "tcp://*:1", "tcp://host:*", "tcp://host:0", "ipc://*", "tcp://*:1;*:2"])
    func `wildcards are refused in connecting`(text: String) throws {
        let endpoint = try Endpoint(text)
        let error = #expect(throws: ZMQError.self) { try endpoint.validated(forBinding: false) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.operation == "connect")
    }

    @Test(arguments: [
        "tcp://*:*", "tcp://*:1", "tcp://host:*", "ipc://*", "ipc://p", "inproc://n", "tcp://h:1",
    ])
    func `wildcards are accepted in binding`(text: String) throws {
        #expect(try Endpoint(text).validated(forBinding: true) == Endpoint(text))
    }

    @Test func `a source address is for connecting only`() throws {
        let endpoint = try Endpoint("tcp://*:*;host:1")
        #expect(try endpoint.validated(forBinding: false) == endpoint)
        let error = #expect(throws: ZMQError.self) { try endpoint.validated(forBinding: true) }
        #expect(error?.operation == "bind")
    }

    @Test func `what a bind to all addresses returns can be connected to`() throws {
        let bound = Endpoint(bound: .tcp(TCPAddress(host: "*", port: 4711)))
        #expect(bound.description == "tcp://0.0.0.0:4711")
        #expect(try bound.validated(forBinding: false) == bound)
    }
}
