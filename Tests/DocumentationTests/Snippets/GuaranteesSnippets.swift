import ZeroMQ

/// The code of the article Guarantees.
enum GuaranteesSnippets {
    static func reporting(context: Context) async throws {
        let push = try PushSocket(in: context)
        try push.connect("inproc://nobody")
        for number in 1...3 { try await push.send("\(number)") }
        let unsent = await push.finish(linger: Linger.none)
        print("\(unsent) messages were not sent")  // 3 messages were not sent
    }
}
