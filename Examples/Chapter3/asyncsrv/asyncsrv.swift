// Asynchronous client and server: clients send a request every second, whatever becomes of the last one; the server
// sends none to four replies to each, when it likes. DEALER talks to ROUTER, and inside the server DEALER to DEALER.
//
//     swift run asyncsrv
//
// Three clients and a server with five workers run as tasks, until Ctrl-C. Arguments: where clients and server meet
// (tcp://*:5570), and how many clients are started here (3).

import ZeroMQ

@main
struct AsynchronousServer {
    static func main() async throws {
        let words = CommandLine.arguments
        let clientCount = words.dropFirst(2).first.flatMap { Int($0) } ?? 3
        try await runUntilInterrupted { context in
            try await withThrowingTaskGroup { group in
                group.addTask {
                    try await serve(at: words.dropFirst(1).first ?? "tcp://*:5570", in: context)
                }
                for number in 0..<clientCount {
                    group.addTask {
                        let server = words.dropFirst(1).first ?? "tcp://localhost:5570"
                        try await ask(as: "worker-\(number)", at: server, in: context)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    /// A client sends and receives at the same time: one task for each.
    static func ask(as name: String, at server: String, in context: Context) async throws {
        let client = try DealerSocket(in: context, options: SocketOptions(routingID: Frame(name)))
        try client.connect(server)
        print("Client \(name) started")

        async let _: Void = {
            for try await reply in client.messages { print("Client \(name) received: \(reply.text)") }
        }()
        for number in 1... {
            print("Req #\(number) sent..")
            try await client.send("request #\(number)")
            try await context.sleep(for: .seconds(1))
        }
    }

    /// The server hands requests to its workers, and takes their replies back to the clients.
    static func serve(at endpoint: String, in context: Context) async throws {
        let frontend = try RouterSocket(in: context)
        try frontend.bind(endpoint)
        let backend = try DealerSocket(in: context)
        try backend.bind("inproc://backend")
        let proxy = try Proxy(frontend: frontend, backend: backend)
        try await withThrowingTaskGroup { workers in
            for _ in 0..<5 {
                workers.addTask { try await work(in: context) }
            }
            try await proxy.run()
        }
    }

    /// A worker takes one request at a time: [client] [request]. Its replies go back the same way.
    static func work(in context: Context) async throws {
        let worker = try DealerSocket(in: context)
        try worker.connect("inproc://backend")
        print("Worker started")
        for try await request in worker.messages {
            print("Worker received \(request[1]) from \(request[0])")
            for _ in 0..<Int.random(in: 0...4) {
                try await context.sleep(for: .milliseconds(.random(in: 100...1000)))
                try await worker.send(request)
            }
        }
    }
}
