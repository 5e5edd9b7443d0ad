// Load-balancing broker with whole messages: lbbroker once more, but nobody counts frames. Envelopes are taken off and
// put on again, and tasks take the place of threads.
//
//     swift run lbbroker2
//
// Ten clients and three workers are tasks here. It ends when the ten have their replies. Arguments: where clients and
// workers connect (inproc://clients, inproc://workers), and how many of each are started here (10, 3). With no client
// of its own it serves others, until Ctrl-C.

import ZeroMQ

@main
struct LoadBalancingBroker {
    static func main() async throws {
        let words = CommandLine.arguments
        let front = words.dropFirst(1).first ?? "inproc://clients"
        let back = words.dropFirst(2).first ?? "inproc://workers"
        let clientCount = words.dropFirst(3).first.flatMap { Int($0) } ?? 10
        let workerCount = words.dropFirst(4).first.flatMap { Int($0) } ?? 3
        try await runUntilInterrupted { context in
            let frontend = try RouterSocket(in: context)
            try frontend.bind(front)
            let backend = try RouterSocket(in: context)
            try backend.bind(back)

            try await withThrowingTaskGroup { service in
                service.addTask { try await balance(frontend, backend, in: context) }
                for number in 0..<workerCount {
                    service.addTask { try await work(number, at: back, in: context) }
                }
                if clientCount == 0 { try await service.waitForAll() }
                try await withThrowingTaskGroup { clients in
                    for number in 0..<clientCount {
                        clients.addTask { try await ask(number, at: front, in: context) }
                    }
                    try await clients.waitForAll()
                }
                service.cancelAll()
            }
        }
    }

    static func balance(_ frontend: RouterSocket, _ backend: RouterSocket, in context: Context) async throws {
        let poller = try Poller(in: context)
        let replies = try poller.add(backend)
        let requests = try poller.add(frontend, for: [])
        // The free workers; the first has been free for longest.
        var free: [ReplyAddress] = []
        while true {
            let events = try await poller.wait()
            if events.contains(replies), let reply = try await backend.receive().unwrap() {
                free.append(reply.address)
                // What is inside is for a client, in its own envelope, unless it is just READY.
                if reply.body.count > 1 { try await frontend.send(reply.body) }
            }
            if events.contains(requests), !free.isEmpty {
                let request = try await frontend.receive()
                try await backend.send(request.wrapped(for: free.removeFirst()))
            }
            // Clients are of interest only while there is a worker for them.
            try poller.change(requests, to: free.isEmpty ? [] : .receive)
        }
    }

    static func ask(_ number: Int, at endpoint: String, in context: Context) async throws {
        let client = try RequestSocket(in: context, options: SocketOptions(routingID: "Client-\(number)"))
        try client.connect(endpoint)
        try await client.send("HELLO")
        print("Client-\(number): \(try await client.receive().text)")
    }

    static func work(_ number: Int, at endpoint: String, in context: Context) async throws {
        let worker = try RequestSocket(in: context, options: SocketOptions(routingID: "Worker-\(number)"))
        try worker.connect(endpoint)
        // Tell the broker that we are ready for work.
        try await worker.send("READY")
        while let request = try await worker.receive().unwrap() {
            print("Worker-\(number): \(request.body.text)")
            try await worker.send(request.reply("OK"))
        }
    }
}
