import TestPrograms
import TestSeeds
import Testing
import ZeroMQ

@Suite(.onOwnThreads) struct EndpointFuzzTests {
    private static let pieces = [
        "tcp", "ipc", "inproc", "udp", "://", ":", "/", ";", "*", "0", "5555", "65536",
        "99999999999999999999",
        "[", "]", "::", "::1", "fe80::1", "%", "eth0", "host", ".", "192.0.2.1", "@", "-", "+", " ", "\0",
        "\n",
        "\u{301}", "é", "👩‍👩‍👧", "\u{202E}", "", "x",
    ]

    @Test func `no text traps, and what is accepted is read back from its description`() throws {
        var random = SeededRandom.announced(for: "EndpointFuzzTests")
        var accepted = 0
        for _ in 0..<20_000 {
            // Half of the texts have a good start, or too few would get past the scheme.
            var text =
                Bool.random(using: &random)
                ? "" : ["tcp://", "ipc://", "inproc://"].randomElement(using: &random) ?? ""
            for _ in 0..<Int.random(in: 0...7, using: &random) {
                text += Self.pieces.randomElement(using: &random) ?? ""
            }
            do {
                let endpoint = try Endpoint(text)
                accepted += 1
                #expect(
                    try Endpoint(endpoint.description) == endpoint,
                    "seed \(random.seed): \(text.debugDescription)")
                _ = try? endpoint.validated(forBinding: true)
                _ = try? endpoint.validated(forBinding: false)
            } catch {
                #expect(error.endpoint == text, "seed \(random.seed)")
                #expect(!error.description.contains("\n"), "seed \(random.seed)")
            }
        }
        #expect(accepted > 1000, "the texts reach beyond the refusals")
    }

    @Test func `no bytes trap`() {
        var random = SeededRandom.announced(for: "EndpointFuzzTests bytes")
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let text = "tcp://" + String(decoding: bytes, as: UTF8.self)
            if let endpoint = try? Endpoint(text) { #expect(endpoint.transport == .tcp) }
        }
    }
}
