import TestSeeds
import Testing
import ZeroMQ

/// H-22 and P-06: envelopes as a type.
@Suite struct EnvelopeTests {
    @Test func `H-22 an envelope is what stands before the first empty frame`() {
        let message: Message = ["worker", "", "client", "", "OK"]
        let outer = message.unwrap()
        #expect(outer?.address == ReplyAddress("worker"))
        #expect(outer?.body == ["client", "", "OK"])
        let inner = outer?.body.unwrap()
        #expect(inner?.address == ReplyAddress("client"))
        #expect(inner?.body == "OK")
    }

    @Test func `H-22 an address has any number of hops`() {
        let far = Message(["near", "far", "", "body", "", "more"]).unwrap()
        #expect(far?.address == ReplyAddress("near", "far"))
        #expect(far?.address.nearest == "near")
        #expect(far?.body == ["body", "", "more"])
        // What a DEALER receives from a REP, or a REQ sends.
        let none = Message(["", "body"]).unwrap()
        #expect(none?.address == ReplyAddress())
        #expect(none?.address.nearest == nil)
        #expect(none?.body == "body")
    }

    @Test func `an empty body is a body`() {
        #expect(Message(["id", "", ""]).unwrap() == Envelope(to: ReplyAddress("id"), body: ""))
    }

    @Test(
        arguments: [
            [], ["body"], ["id", "body"], [""], ["id", ""], ["id", "body", ""],
        ] as [Message])
    func `a message in no envelope has none`(message: Message) {
        #expect(message.unwrap() == nil)
    }

    @Test func `wrapping undoes unwrapping`() {
        var generator = SeededRandom(seed: 4)
        for _ in 0..<1000 {
            let sizes = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                Int.random(in: 0...2, using: &generator)
            }
            let message = Message(sizes.map { Frame(repeatElement(7, count: $0)) })
            guard let envelope = message.unwrap() else { continue }
            #expect(envelope.message == message)
            #expect(envelope.body.wrapped(for: envelope.address) == message)
            #expect(!envelope.address.hops.contains(""))
            #expect(!envelope.body.isEmpty)
        }
    }

    @Test func `a reply goes back in the same envelope`() {
        let request = Message(["a", "b", "", "question"]).unwrap()
        #expect(request?.reply("answer") == ["a", "b", "", "answer"])
        #expect(request?.reply(["two", "frames"]) == ["a", "b", "", "two", "frames"])
    }

    @Test func `the body knows whom it came from, and can be answered`() async throws {
        try await withContext { context in
            let router = try RouterSocket(in: context)
            let client = try RequestSocket(in: context, options: SocketOptions(routingID: "me"))
            try client.connect(try router.bind("inproc://\(UniqueName.make())"))
            try await client.send("question")
            let request = try #require(try await router.receive().unwrap())
            #expect(request.address == ReplyAddress("me"))
            #expect(request.body == "question")
            #expect(request.body.peer?.info.socketType == "REQ")
            try await router.send(request.reply("answer"))
            #expect(try await client.receive() == "answer")
        }
    }

    @Test func `an address is a key and can be read`() {
        var names: [ReplyAddress: String] = [:]
        names[ReplyAddress([Frame([0, 0x6B, 0x8B, 0x45, 0x67])])] = "generated"
        names[ReplyAddress("near", "far")] = "chosen"
        #expect(names[ReplyAddress("near", "far")] == "chosen")
        #expect(names.keys.map(\.description).sorted() == ["006B8B4567", "near > far"])
    }
}
