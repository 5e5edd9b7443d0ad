import Testing
import ZeroMQ

extension WirePeer {
    /// Connects to `endpoint` and plays the handshake of a ZMTP 3 peer.
    convenience init(
        joining endpoint: Endpoint, as type: String, identity: String? = nil, minor: UInt8 = 1
    ) throws {
        try self.init(connectingTo: endpoint.description)
        try greet(as: type, identity: identity, minor: minor)
    }

    /// Plays the handshake of a ZMTP 3 peer.
    func greet(as type: String, identity: String? = nil, minor: UInt8 = 1) throws {
        try send(WireBytes.greeting(minor: minor) + WireBytes.ready(type, identity: identity))
        #expect(try receive(64) == WireBytes.greeting(minor: 1))
        let header = try receive(2)
        #expect(header[0] == 4)
        _ = try receive(Int(header[1]))
    }
}
