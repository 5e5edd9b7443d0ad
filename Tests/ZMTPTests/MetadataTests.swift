internal import Testing
internal import ZMTP

@Suite("1.5 Metadata") struct MetadataTests {
    private func parse(_ bytes: [UInt8]) throws(ProtocolViolation) -> Metadata {
        try Metadata(parsing: bytes[...])
    }

    private func property(_ name: String, _ value: [UInt8]) -> [UInt8] {
        Metadata([.init(name: name, value: value)]).bytes
    }

    /// The handshake with a peer that says this about itself.
    private func handshake(_ kind: SocketKind, _ block: [UInt8]) -> TestPeer {
        var test = TestPeer(kind)
        test.receive(TestPeer.rawGreeting() + Command(name: "READY", data: block).frame)
        return test
    }

    @Test func `META-01 a block is properties back to back`() throws {
        #expect(try parse([]).properties.isEmpty)
        let block = property("a", [1]) + property("b", []) + property("c", [2, 3])
        #expect(try parse(block).properties.map(\.value) == [[1], [], [2, 3]])
        #expect(try parse(block).bytes == block)
    }

    @Test func `META-02 a cut property or a stray octet closes`() {
        let block = property("Socket-Type", .init(text: "PUSH")) + property("X-a", [1])
        for end in block.indices.dropFirst() where end != 20 {
            #expect(throws: ProtocolViolation.self) { try parse(Array(block[..<end])) }
        }
        #expect(throws: ProtocolViolation.self) { try parse(block + [0]) }
        #expect(throws: ProtocolViolation.self) { try parse(hex("01 41 ff ff ff ff 00")) }
        #expect(handshake(.pull, [0]).violation?.errorCode == 0x1000_0018)
    }

    @Test func `META-03 a property without a name closes`() {
        #expect(throws: ProtocolViolation.badMetadata("a property without a name")) {
            try parse(hex("00 00 00 00 00"))
        }
    }

    @Test func `META-04 names are matched without case, sent in the RFC's spelling`() {
        let test = handshake(
            .router, property("sOCKET-tYPE", .init(text: "DEALER")) + property("IDENTITY", .init(text: "me")))
        #expect(test.engine.peer?.socketKind == .dealer)
        #expect(test.engine.peer?.identity == .init(text: "me"))
        let ours = Metadata(kind: .dealer, identity: [], application: [])
        #expect(ours.properties.map(\.name) == ["Socket-Type", "Identity"])
    }

    @Test func `META-05 unknown properties are kept`() {
        let test = handshake(.pull, property("Colour", .init(text: "red")))
        #expect(test.engine.peer?.properties["colour"] == .init(text: "red"))
    }

    @Test func `META-06 the application's properties follow, in byte order, each once`() {
        let push = Metadata(
            kind: .push, identity: [], application: [.init(name: "X-key", value: .init(text: "value"))])
        #expect(
            Command.ready(push).frame
                == hex(
                    """
                    04 29 05 52 45 41 44 59 0b 53 6f 63 6b 65 74 2d 54 79 70 65 00 00 00 04 50 55 53 48
                    05 58 2d 6b 65 79 00 00 00 05 76 61 6c 75 65
                    """))
        let application = ["X-b", "X-Z", "X-a", "X-b"].map { Metadata.Property(name: $0, value: [1]) }
        let dealer = Metadata(kind: .dealer, identity: [], application: application)
        #expect(dealer.properties.map(\.name) == ["Socket-Type", "Identity", "X-Z", "X-a", "X-b"])
    }

    @Test func `META-07 Socket-Type comes first, and may be missing`() {
        for kind in SocketKind.allCases {
            let ours = Metadata(kind: kind, identity: [], application: [])
            #expect(ours.properties.first?.name == "Socket-Type")
            #expect(ours.socketTypeText == kind.name)
        }
        let test = handshake(.pull, [])
        #expect(test.isReady)
        #expect(test.engine.peer?.socketKind == nil)
    }

    @Test func `META-08 socket types are compared with their case`() {
        #expect(SocketKind(name: "PUSH") == .push)
        #expect(SocketKind(name: "push") == nil)
        #expect(
            handshake(.pull, property("Socket-Type", .init(text: "push"))).violation
                == .socketTypeMismatch(ours: "PULL", theirs: "push"))
    }

    @Test func `META-09 REQ, DEALER and ROUTER send an Identity, others do not`() {
        for kind in SocketKind.allCases {
            let ours = Metadata(kind: kind, identity: .init(text: "me"), application: [])
            #expect((ours["Identity"] != nil) == [.request, .dealer, .router].contains(kind))
        }
        #expect(Metadata(kind: .router, identity: [], application: [])["Identity"] == [])
    }

    @Test func `META-10 a received Identity is handed on, whatever our type`() {
        // Who uses it is up to the socket: ROUTER and REP.
        for kind in [SocketKind.router, .reply, .dealer] {
            let test = handshake(
                kind, property("Socket-Type", .init(text: "DEALER")) + property("Identity", [7]))
            #expect(test.engine.peer?.identity == [7])
        }
    }

    @Test func `META-12 an Identity over 255 octets closes, one that starts with 00 counts as empty`() {
        let longest = [UInt8](repeating: 1, count: 255)
        #expect(handshake(.router, property("Identity", longest)).engine.peer?.identity == longest)
        let test = handshake(.router, property("Identity", longest + [1]))
        #expect(test.violation == .identityTooLong(256))
        let forged = handshake(.router, property("Identity", [0, 1, 2, 3, 4]))
        #expect(forged.isReady && forged.engine.peer?.identity == [])
    }

    @Test func `META-13 a repeated standard property closes`() {
        for name in ["Socket-Type", "Identity", "Resource"] {
            let block = property(name, .init(text: "PUSH")) + property(name.uppercased(), .init(text: "PUSH"))
            guard case .badMetadata = handshake(.pull, block).violation else {
                Issue.record("\(name) was accepted twice")
                continue
            }
        }
        #expect(handshake(.pull, property("X-a", [1]) + property("X-a", [2])).isReady)
    }

    @Test func `META-14 a Resource is handed on`() {
        let resource = [UInt8](text: "a/b-$_@.&+")
        #expect(
            handshake(.pull, property("Resource", resource)).engine.peer?.properties["Resource"] == resource)
    }

    @Test func `META-15 any Resource is accepted`() {
        #expect(handshake(.pull, property("Resource", [0, 255])).isReady)
    }

    @Test func `META-16 properties do not change after the handshake`() {
        var test = handshake(.pull, property("X-a", [1]))
        let peer = test.engine.peer
        test.receive(Command(name: "READY", data: property("X-a", [2])).frame)
        #expect(test.engine.peer == peer && test.isReady)
    }
}
