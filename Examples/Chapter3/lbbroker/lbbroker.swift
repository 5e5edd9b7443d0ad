// Load-balancing broker, frame by frame: clients ask one ROUTER, workers wait at another, and each request goes to the
// worker that has been free for longest. No client is read from while no worker is free.
//
//     swift run lbbroker
//
// Ten clients and three workers are threads here. It ends when the ten have their replies. Arguments: where clients and
// workers connect (inproc://clients, inproc://workers), and how many of each are started here (10, 3). With no client
// of its own it serves others, until Ctrl-C. See lbbroker2 for the same with whole messages, lbbroker3 with an event
// loop.

import ZeroMQ

@main
struct LoadBalancingBroker {
    static func main() throws {
        let words = CommandLine.arguments
        let front = words.dropFirst(1).first ?? "inproc://clients"
        let back = words.dropFirst(2).first ?? "inproc://workers"
        let clientCount = words.dropFirst(3).first.flatMap { Int($0) } ?? 10
        let workerCount = words.dropFirst(4).first.flatMap { Int($0) } ?? 3
        try runUntilInterrupted { context in
            let frontend = try RouterSocket(in: context)
            try frontend.bind(front)
            let backend = try RouterSocket(in: context)
            try backend.bind(back)

            for number in 0..<workerCount {
                _ = try BlockingThread { try work(number, at: back, in: context) }
            }
            let clients = try (0..<clientCount).map { number in
                try BlockingThread { try ask(number, at: front, in: context) }
            }
            try balance(frontend, backend, untilAnswered: clientCount, in: context)
            // The workers end with the context.
            for client in clients { try client.join() }
        }
    }

    static func balance(
        _ frontend: RouterSocket, _ backend: RouterSocket, untilAnswered count: Int, in context: Context
    ) throws {
        let poller = try Poller(in: context)
        let replies = try poller.add(backend)
        let requests = try poller.add(frontend, for: [])
        // The identities of free workers; the first has been free for longest.
        var free: [Frame] = []
        var answered = 0
        while count == 0 || answered < count {
            let events = try poller.wait()
            if events.contains(replies) {
                // [worker] [] [READY]  or  [worker] [] [client] [] [reply]
                let frames = try backend.receive()
                free.append(frames[0])
                if frames.count > 3 {
                    try frontend.send(Message(frames[2...]))
                    answered += 1
                }
            }
            if events.contains(requests), !free.isEmpty {
                // [client] [] [request]  becomes  [worker] [] [client] [] [request]
                let frames = try frontend.receive()
                try backend.send(Message([free.removeFirst(), ""] + frames))
            }
            // Clients are of interest only while there is a worker for them.
            try poller.change(requests, to: free.isEmpty ? [] : .receive)
        }
    }

    static func ask(_ number: Int, at endpoint: String, in context: Context) throws {
        let client = try RequestSocket(in: context, options: SocketOptions(routingID: "Client-\(number)"))
        try client.connect(endpoint)
        try client.send("HELLO")
        print("Client-\(number): \(try client.receive().text)")
    }

    static func work(_ number: Int, at endpoint: String, in context: Context) throws {
        let worker = try RequestSocket(in: context, options: SocketOptions(routingID: "Worker-\(number)"))
        try worker.connect(endpoint)
        // Tell the broker that we are ready for work.
        try worker.send("READY")
        while true {
            // [client] [] [request]  is answered with  [client] [] [OK]
            let frames = try worker.receive()
            print("Worker-\(number): \(frames[2].text)")
            try worker.send([frames[0], "", "OK"])
        }
    }
}
