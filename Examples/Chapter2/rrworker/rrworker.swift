// Request-reply worker: a Hello World server that connects to a broker, so that there may be any number of it.
//
//     swift run rrbroker                                  in one terminal; or: swift run msgqueue
//     swift run rrworker                                  in another one, or in several
//     swift run rrclient                                  in the last one, or in several
//
// Arguments: where the broker is (tcp://localhost:5560), and how many seconds a request takes (1). Ctrl-C ends it.

import ZeroMQ

@main
struct RequestReplyWorker {
    static func main() throws {
        let words = CommandLine.arguments
        let work = words.dropFirst(2).first.flatMap { Double($0) } ?? 1
        try runUntilInterrupted { context in
            let responder = try ReplySocket(in: context)
            try responder.connect(words.dropFirst(1).first ?? "tcp://localhost:5560")

            while true {
                let request = try responder.receive()
                print("Received request: \(request.text)")

                // Do some work.
                try context.sleep(for: .seconds(work))

                try responder.send("World")
            }
        }
    }
}
