// Synchronised subscriber: tells the publisher that it is there, and counts the updates that it gets.
//
//     swift run -c release syncpub                        in one terminal
//     swift run -c release syncsub                        in ten others; or see sync.sh
//
// Arguments: where the publisher is (tcp://localhost:5561), and where subscribers report (tcp://localhost:5562).

import ZeroMQ

@main
struct SynchronisedSubscriber {
    static func main() async throws {
        let words = CommandLine.arguments
        try await runUntilInterrupted { context in
            // First subscribe, and wait until that has got through. No need to sleep for a second.
            let subscriber = try SubscriberSocket(in: context)
            try subscriber.subscribe(to: "")
            try await subscriber.connect(words.dropFirst(1).first ?? "tcp://localhost:5561").ready()

            // Second, report to the publisher.
            let reporter = try RequestSocket(in: context)
            try reporter.connect(words.dropFirst(2).first ?? "tcp://localhost:5562")
            try await reporter.send("")
            _ = try await reporter.receive()

            // Third, count the updates.
            var count = 0
            for try await update in subscriber.messages {
                if update == "END" { break }
                count += 1
            }
            print("Received \(count) updates")
        }
    }
}
