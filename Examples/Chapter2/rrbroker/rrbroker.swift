// Request-reply broker: clients talk to its ROUTER, workers to its DEALER, and neither knows the other. A message is
// passed on whole, with the frames in front of it that lead the reply back to its client.
//
//     swift run rrbroker                                  in one terminal
//     swift run rrworker                                  in another one, or in several
//     swift run rrclient                                  in the last one, or in several
//
// Arguments: where clients connect (tcp://*:5559), and workers (tcp://*:5560). Ctrl-C ends it. See msgqueue for the
// same in one line.

import ZeroMQ

@main
struct RequestReplyBroker {
    static func main() throws {
        let words = CommandLine.arguments
        try runUntilInterrupted { context in
            let frontend = try RouterSocket(in: context)
            try frontend.bind(words.dropFirst(1).first ?? "tcp://*:5559")

            let backend = try DealerSocket(in: context)
            try backend.bind(words.dropFirst(2).first ?? "tcp://*:5560")

            let poller = try Poller(in: context)
            let requests = try poller.add(frontend)
            let replies = try poller.add(backend)
            while true {
                for event in try poller.wait() {
                    switch event.item {
                    case requests: try backend.send(frontend.receive())
                    case replies: try frontend.send(backend.receive())
                    default: break
                    }
                }
            }
        }
    }
}
