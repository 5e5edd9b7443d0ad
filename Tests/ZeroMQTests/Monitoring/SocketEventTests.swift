import Testing
import ZeroMQ

@Suite struct SocketEventTests {
    private func peer(properties: [String: [UInt8]] = [:]) throws -> PeerInfo {
        PeerInfo(
            id: 1, address: "192.0.2.7:41234", endpoint: try Endpoint("tcp://*:5555"), socketType: "DEALER",
            zmtpVersion: .init(major: 3, minor: 1), properties: properties)
    }

    @Test func `a peer is described by its type, place and protocol`() throws {
        #expect(try peer().description == "DEALER at 192.0.2.7:41234 via tcp://*:5555, ZMTP 3.1 NULL")
        let inproc = PeerInfo(id: 2, address: "", endpoint: try Endpoint("inproc://a"), socketType: "PAIR")
        #expect(inproc.description == "PAIR via inproc://a")
    }

    // RFC 37: names of properties are case-insensitive.
    @Test func `a property is found in any case and is text only if it is UTF-8`() throws {
        let peer = try peer(properties: ["X-Version": Array("1.2".utf8), "X-Raw": [0xFF]])
        #expect(peer.property("x-version") == "1.2")
        #expect(peer.property("X-RAW") == nil)
        #expect(peer.property("X-Other") == nil)
    }

    @Test func `older versions come first`() {
        typealias Version = PeerInfo.ProtocolVersion
        #expect(Version(major: 2, minor: 9) < Version(major: 3, minor: 0))
        #expect(Version(major: 3, minor: 0) < Version(major: 3, minor: 1))
    }

    @Test func `an event reads as a sentence with the peer and the reason`() throws {
        let event = SocketEvent.disconnected(try peer(), .messageTooLong(bytes: 9))
        #expect(event.description.hasPrefix("disconnected from DEALER at 192.0.2.7:41234"))
        #expect(
            event.description.hasSuffix(": the peer sent a frame or message of 9 bytes, more than allowed"))
    }

    @Test(arguments: [
        HandshakeFailure.refusedByPeer(reason: "no\nentry"), .protocolViolation("a\u{1B}[2J"),
        .incompatibleSocketTypes(ours: "REQ", theirs: "\r\n"), .authentication(status: 400, reason: "\0"),
    ])
    func `what a peer says does not break the line`(failure: HandshakeFailure) throws {
        let event = SocketEvent.handshakeFailed(try Endpoint("tcp://*:1"), address: "", failure)
        for text in [failure.description, event.description] {
            #expect(text.contains("\\u{"))
            #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 })
        }
    }

    @Test func `an identity is shown as text, or in hexadecimal`() {
        #expect(HandshakeFailure.duplicateIdentity("alice").description.hasSuffix(" alice"))
        #expect(HandshakeFailure.duplicateIdentity(Frame([0x0A, 0xFF])).description.hasSuffix(" 0AFF"))
    }
}
