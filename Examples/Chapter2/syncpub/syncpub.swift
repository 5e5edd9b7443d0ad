// Synchronised publisher: waits until ten subscribers are there, then publishes a million updates. None is lost.
//
//     swift run -c release syncpub                        in one terminal
//     swift run -c release syncsub                        in ten others; or see sync.sh
//
// Arguments: where it publishes (tcp://*:5561), where subscribers report (tcp://*:5562), how many subscribers to wait
// for (10), and the number of updates (1000000).

import ZeroMQ

@main
struct SynchronisedPublisher {
    static func main() throws {
        let words = CommandLine.arguments
        let expected = words.dropFirst(3).first.flatMap { Int($0) } ?? 10
        let updates = words.dropFirst(4).first.flatMap { Int($0) } ?? 1_000_000

        try runUntilInterrupted { context in
            // A publisher drops what a slow subscriber has no room for. So there is room for everything, and time.
            let options = SocketOptions(linger: .upTo(.seconds(60)), sendHighWaterMark: updates + 100_000)
            let publisher = try PublisherSocket(in: context, options: options)
            try publisher.bind(words.dropFirst(1).first ?? "tcp://*:5561")

            let reports = try ReplySocket(in: context)
            try reports.bind(words.dropFirst(2).first ?? "tcp://*:5562")

            // Each subscriber reports once.
            for number in 1...expected {
                _ = try reports.receive()
                try reports.send("")
                print("+1 subscriber (\(number)/\(expected))")
            }
            // A subscription comes by another connection than the report, perhaps after it.
            try publisher.subscribers(of: "Rhubarb", atLeast: expected)

            for _ in 0..<updates {
                try publisher.send("Rhubarb")
            }
            try publisher.send("END")
        }
    }
}
