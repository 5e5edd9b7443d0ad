// Hello World in one program: a REP server and a REQ client exchange ten messages over tcp.
//
//     swift run hello
//
// The port is one that is free, so it can run anywhere and as often as you like. It ends by itself.

import ZeroMQ

@main
struct Hello {
    static let count = 10

    static func main() async throws {
        try await withContext { context in
            let server = try ReplySocket(in: context)
            let endpoint = try server.bind("tcp://127.0.0.1:*")
            print("A REP server waits at \(endpoint), and a REQ client connects to it.")

            async let served: Void = answer(with: server)
            try await ask(endpoint, in: context)
            try await served
            print("\(count) requests, \(count) replies. That was ZeroMQ.")
        }
    }

    /// The client's part: sends a request and waits for its reply, again and again.
    static func ask(_ endpoint: Endpoint, in context: Context) async throws {
        let client = try RequestSocket(in: context)
        try client.connect(endpoint)
        for number in 0..<count {
            print("client  Sending Hello \(number)…")
            try await client.send("Hello \(number)")
            let reply = try await client.receive()
            print("client  Received \(reply.text)")
        }
    }

    /// The server's part: waits for a request and replies to it, again and again.
    static func answer(with server: ReplySocket) async throws {
        for number in 0..<count {
            let request = try await server.receive()
            print("server      Received \(request.text), replying…")
            try await server.send("World \(number)")
        }
    }
}
