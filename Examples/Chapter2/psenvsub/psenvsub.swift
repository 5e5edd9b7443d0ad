// Subscribes to the messages in envelopes that are about B.
//
//     swift run psenvpub                                  in one terminal
//     swift run psenvsub                                  in another one, or in several
//
// It connects to tcp://localhost:5563 unless told another endpoint. Only the first frame is compared with what was
// subscribed to; nothing in the contents can match by accident. Ctrl-C ends it.

import ZeroMQ

@main
struct EnvelopeSubscriber {
    static func main() async throws {
        try await runUntilInterrupted { context in
            let subscriber = try SubscriberSocket(in: context)
            try subscriber.connect(CommandLine.arguments.dropFirst().first ?? "tcp://localhost:5563")
            try subscriber.subscribe(to: "B")

            for try await message in subscriber.messages {
                print("[\(message[0].text)] \(message[1].text)")
            }
        }
    }
}
