// Publishes messages of two frames: an envelope that says what it is about, A or B, and the contents.
//
//     swift run psenvpub                                  in one terminal
//     swift run psenvsub                                  in another one, or in several
//
// It listens at tcp://*:5563 unless told another endpoint. Ctrl-C ends it.

import ZeroMQ

@main
struct EnvelopePublisher {
    static func main() async throws {
        try await runUntilInterrupted { context in
            let publisher = try PublisherSocket(in: context)
            try publisher.bind(CommandLine.arguments.dropFirst().first ?? "tcp://*:5563")

            while true {
                try await publisher.send(["A", "We don't want to see this"])
                try await publisher.send(["B", "We would like to see this"])
                try await context.sleep(for: .seconds(1))
            }
        }
    }
}
