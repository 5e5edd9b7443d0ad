// Hello World server: binds a REP socket, and answers "World" to every "Hello" after a second of work.
//
//     swift run hwserver                          in one terminal
//     swift run hwclient                          in another one, or in several
//
// It listens at tcp://*:5555 unless told another endpoint (swift run hwserver ipc:///tmp/hello). Clients may come
// first and wait. Ctrl-C ends it.

import Foundation
import ZeroMQ

@main
struct HelloWorldServer {
    static func main() throws {
        let context = Context()
        let server = try ReplySocket(in: context)
        try server.bind(CommandLine.arguments.dropFirst().first ?? "tcp://*:5555")

        while true {
            // Wait for the next request from a client.
            let request = try server.receive()
            print("Received \(request.text)")

            // Do some work.
            Thread.sleep(forTimeInterval: 1)

            // Send the reply back to the client.
            try server.send("World")
        }
    }
}
