// Load-balancing broker with an event loop: lbbroker once more, turned inside out. The loop calls what is to be done
// when a message arrives, or a time has passed; clients are listened to only while workers are free.
//
//     swift run lbbroker3
//
// Ten clients and three workers are threads here. It ends a second after the tenth reply. Arguments: where clients and
// workers connect (ipc://frontend.ipc, ipc://backend.ipc), and how many of each are started here (10, 3). With no
// client of its own it serves others, until Ctrl-C.

import ZeroMQ
import ZeroMQPatterns

@main
struct LoadBalancingBroker {
    static func main() throws {
        let words = CommandLine.arguments
        let front = words.dropFirst(1).first ?? "ipc://frontend.ipc"
        let back = words.dropFirst(2).first ?? "ipc://backend.ipc"
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
            for number in 0..<clientCount {
                _ = try BlockingThread { try ask(number, at: front, in: context) }
            }
            try balance(frontend, backend, untilAnswered: clientCount, in: context)
        }
    }

    static func balance(
        _ frontend: RouterSocket, _ backend: RouterSocket, untilAnswered count: Int, in context: Context
    ) throws {
        let loop = try EventLoop(in: context)
        // The free workers; the first has been free for longest.
        var free: [ReplyAddress] = []
        var answered = 0
        // Nil while nobody listens to the clients.
        var listener: PollItem?

        func handleRequest(_ request: Message) throws {
            try backend.send(request.wrapped(for: free.removeFirst()))
            if free.isEmpty, let item = listener {
                loop.remove(item)
                listener = nil
            }
        }

        try loop.onMessage(of: backend) { message in
            guard let reply = message.unwrap() else { return }
            free.append(reply.address)
            if listener == nil { listener = try loop.onMessage(of: frontend, handleRequest) }
            // What is inside is for a client, in its own envelope, unless it is just READY.
            guard reply.body.count > 1 else { return }
            try frontend.send(reply.body)
            answered += 1
            if answered == count { loop.after(.seconds(1)) { loop.stop() } }
        }
        try loop.run()
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
        while let request = try worker.receive().unwrap() {
            print("Worker-\(number): \(request.body.text)")
            try worker.send(request.reply("OK"))
        }
    }
}
