internal import Testing
internal import ZMTP

@Suite("Any pieces give the same events") struct SplittingTests {
    struct Script: CustomTestStringConvertible {
        var name: String
        var kind: SocketKind
        var bytes: [UInt8]
        var allowsZMTP1 = false
        var testDescription: String { name }

        func peer() -> TestPeer {
            var configuration = EngineConfiguration(socketKind: kind)
            configuration.allowsZMTP1 = allowsZMTP1
            return TestPeer(configuration)
        }
    }

    private static let traffic =
        hex(
            """
            00 00 | 01 02 41 42 01 00 00 01 43 | 04 09 04 50 49 4e 47 00 32 61 62 | 01 01 58 | 04 04 03 46 4f 4f
            02 00 00 00 00 00 00 00 03 61 62 63 | 04 0b 09 53 55 42 53 43 52 49 42 45 41 | 00 02 01 41
            04 08 06 43 41 4e 43 45 4c 41 | 03 00 00 00 00 00 00 01 2c
            """) + [UInt8](repeating: 0x5A, count: 300) + hex("00 01 59 | 04 06 04 50 4f 4e 47 78 | 01 01 5a")

    static let scripts = [
        Script(
            name: "3.1", kind: .xPublisher,
            bytes: TestPeer.rawGreeting() + TestPeer.rawReady(.subscriber) + traffic),
        Script(
            name: "3.0, then a bad frame", kind: .publisher,
            bytes: TestPeer.rawGreeting(.v3_0) + TestPeer.rawReady(.subscriber) + traffic
                + hex("00 01 41 80 01")),
        Script(
            name: "ERROR", kind: .pull, bytes: TestPeer.rawGreeting() + Command.error("400").frame + traffic),
        Script(
            name: "2.0", kind: .router,
            bytes: hex("ff 00 00 00 00 00 00 00 01 7f 01 05 00 02 4d 45 01 01 41 00 01 42 04 00")),
        Script(
            name: "1.0", kind: .publisher,
            bytes: hex(
                "03 00 4d 45 02 00 41 02 01 41 01 01 ff 00 00 00 00 00 00 00 02 00 42 02 00 43 02 01 41"),
            allowsZMTP1: true),
        Script(
            name: "1.0, long identity header", kind: .router,
            bytes: hex("ff 00 00 00 00 00 00 00 03 00 4d 45 02 00 41 00"), allowsZMTP1: true),
        Script(
            name: "1.0 with a signature", kind: .router,
            bytes: hex("ff 00 00 00 00 00 00 00 01 7f 00 05 03 00 4d 45 02 00 41"), allowsZMTP1: true),
    ]

    @Test(arguments: scripts) func `ZMTP-16 in two pieces, cut anywhere`(script: Script) {
        var whole = script.peer()
        whole.receive(script.bytes)
        #expect(whole.happenings.count > 1 || script.name == "ERROR")
        for cut in 1..<script.bytes.count {
            for parks in [true, false] {
                var test = script.peer()
                test.parks = parks
                test.receive(Array(script.bytes[..<cut]))
                test.receive(Array(script.bytes[cut...]))
                #expect(test.happenings == whole.happenings, "cut at \(cut), parking \(parks)")
                #expect(test.sent.count <= whole.sent.count || whole.violation != nil)
            }
        }
    }

    @Test(arguments: scripts) func `ZMTP-16 octet by octet`(script: Script) {
        var whole = script.peer()
        whole.receive(script.bytes)
        for parks in [true, false] {
            var test = script.peer()
            test.parks = parks
            for byte in script.bytes { test.receive([byte]) }
            #expect(test.happenings == whole.happenings)
            #expect(test.sent == whole.sent)
        }
    }
}
