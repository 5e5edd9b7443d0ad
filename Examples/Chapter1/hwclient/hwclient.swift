// Hello World client: connects a REQ socket, sends "Hello" ten times and waits for "World" each time.
//
//     swift run hwserver                          in one terminal
//     swift run hwclient                          in another one, or in several
//
// It connects to tcp://localhost:5555 unless told another endpoint. It may be started before the server.

import ZeroMQ

@main
struct HelloWorldClient {
    static func main() throws {
        try runUntilInterrupted { context in
            print("Connecting to hello world server...")
            let client = try RequestSocket(in: context)
            try client.connect(CommandLine.arguments.dropFirst().first ?? "tcp://localhost:5555")

            for number in 0..<10 {
                print("Sending request \(number) ...")
                try client.send("Hello")

                // Wait for the reply.
                let reply = try client.receive()
                print("Received reply \(number) [ \(reply.text) ]")
            }
        }
    }
}
