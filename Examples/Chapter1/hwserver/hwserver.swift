// Hello World server: binds a REP socket, and answers "World" to every "Hello" after a second of work.
//
//     swift run hwserver                          in one terminal
//     swift run hwclient                          in another one, or in several
//
// Arguments: where it listens (tcp://*:5555; ipc:///tmp/hello would do as well), and how many seconds a request takes
// (1). Clients may come first and wait. Ctrl-C ends it.

import ZeroMQ

@main
struct HelloWorldServer {
    static func main() throws {
        let words = CommandLine.arguments
        let work = words.dropFirst(2).first.flatMap { Double($0) } ?? 1
        try runUntilInterrupted { context in
            let server = try ReplySocket(in: context)
            try server.bind(words.dropFirst(1).first ?? "tcp://*:5555")

            while true {
                // Wait for the next request from a client.
                let request = try server.receive()
                print("Received \(request.text)")

                // Do some work.
                try context.sleep(for: .seconds(work))

                // Send the reply back to the client.
                try server.send("World")
            }
        }
    }
}
