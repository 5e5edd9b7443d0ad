// Message queue: the request-reply broker, with the proxy that the library has.
//
//     swift run msgqueue                                  in one terminal
//     swift run rrworker                                  in another one, or in several
//     swift run rrclient                                  in the last one, or in several
//
// Arguments: where clients connect (tcp://*:5559), and workers (tcp://*:5560). Ctrl-C ends it.

import ZeroMQ

@main
struct MessageQueue {
    static func main() throws {
        let words = CommandLine.arguments
        try runUntilInterrupted { context in
            let frontend = try RouterSocket(in: context)
            try frontend.bind(words.dropFirst(1).first ?? "tcp://*:5559")

            let backend = try DealerSocket(in: context)
            try backend.bind(words.dropFirst(2).first ?? "tcp://*:5560")

            try Proxy(frontend: frontend, backend: backend).run()
        }
    }
}
