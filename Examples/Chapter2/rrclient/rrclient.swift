// Request-reply client: sends "Hello" ten times to whoever the broker finds, and waits for "World" each time.
//
//     swift run rrbroker                                  in one terminal; or: swift run msgqueue
//     swift run rrworker                                  in another one, or in several
//     swift run rrclient                                  in the last one, or in several
//
// It connects to tcp://localhost:5559 unless told another endpoint.

import ZeroMQ

@main
struct RequestReplyClient {
    static func main() throws {
        try runUntilInterrupted { context in
            let requester = try RequestSocket(in: context)
            try requester.connect(CommandLine.arguments.dropFirst().first ?? "tcp://localhost:5559")

            for number in 1...10 {
                try requester.send("Hello")
                let reply = try requester.receive()
                print("Received reply \(number) [\(reply.text)]")
            }
        }
    }
}
