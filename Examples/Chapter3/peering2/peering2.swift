// Broker peering, part 2, the flow of tasks: each broker balances the load of its own clients over its own workers, and
// sends every fifth task to one of its peers, at random. Replies find their way back by their envelopes.
//
//     swift run peering2 me you                   in one terminal
//     swift run peering2 you me                   in another one; then press Enter in both
//
// Ten clients and three workers print what they get. Brokers meet at ipc://me-cloud.ipc and so on, clients and workers
// at ipc://me-localfe.ipc and ipc://me-localbe.ipc; a name may begin with a folder. When a peer is killed, the clients
// here get stuck, one by one. Ctrl-C ends it.

import ZeroMQ

@main
struct Peering {
    static func main() async throws {
        let names = CommandLine.arguments.dropFirst()
        guard let me = names.first else {
            print("Usage: peering2 me [peer ...]")
            return
        }
        try await runUntilInterrupted { context in
            print("I: preparing broker at \(me)...")
            let broker = try Broker(me, peers: Array(names.dropFirst()), in: context)

            // What is for a peer that is not there yet would be lost.
            print("Press Enter when all brokers are started:")
            let keyboard = try Poller(in: context)
            try keyboard.add(descriptor: 0)
            _ = try await keyboard.wait()
            for link in broker.links { try await link.ready() }

            try await withThrowingTaskGroup { group in
                for number in 0..<3 {
                    group.addTask { try await work(number, for: me, in: context) }
                }
                for number in 0..<10 {
                    group.addTask { try await ask(number, from: me, in: context) }
                }
                try await broker.run()
            }
        }
    }

    static func ask(_ number: Int, from broker: String, in context: Context) async throws {
        let client = try RequestSocket(in: context)
        try client.connect("ipc://\(broker)-localfe.ipc")
        while true {
            try await client.send("HELLO")
            print("Client-\(number): \(try await client.receive().text)")
            try await context.sleep(for: .seconds(1))
        }
    }

    static func work(_ number: Int, for broker: String, in context: Context) async throws {
        let worker = try RequestSocket(in: context)
        try worker.connect("ipc://\(broker)-localbe.ipc")
        try await worker.send("READY")
        while true {
            // All frames but the last lead back to the client, across one broker or two.
            var message = try await worker.receive()
            print("Worker-\(number): \(message.last?.text ?? "")")
            message[message.count - 1] = "OK"
            try await worker.send(message)
        }
    }
}

/// The sockets of a broker: those at the front receive tasks, those at the back pass them on.
struct Broker {
    let peers: [String]
    let localfe: RouterSocket
    let localbe: RouterSocket
    let cloudfe: RouterSocket
    let cloudbe: RouterSocket
    let links: [Connection]
    let poller: Poller

    init(_ me: String, peers: [String], in context: Context) throws {
        self.peers = peers
        localfe = try RouterSocket(in: context)
        try localfe.bind("ipc://\(me)-localfe.ipc")
        localbe = try RouterSocket(in: context)
        try localbe.bind("ipc://\(me)-localbe.ipc")

        // Peers know each other by name.
        let named = SocketOptions(routingID: Frame(me))
        cloudfe = try RouterSocket(in: context, options: named)
        try cloudfe.bind("ipc://\(me)-cloud.ipc")
        cloudbe = try RouterSocket(in: context, options: named)
        links = try peers.map { [cloudbe] peer in
            print("I: connecting to cloud frontend at \(peer)")
            return try cloudbe.connect("ipc://\(peer)-cloud.ipc")
        }
        poller = try Poller(in: context)
    }

    func run() async throws {
        let workers = try poller.add(localbe)
        let remoteWorkers = try poller.add(cloudbe)
        // Of no interest before a worker is free. Peers come first, so that none starves.
        let remoteClients = try poller.add(cloudfe, for: [])
        let clients = try poller.add(localfe, for: [])

        // The free workers; the first has been free for longest.
        var free: [ReplyAddress] = []
        while true {
            for event in try await poller.wait() {
                switch event.item {
                case workers:
                    guard let reply = try await localbe.receive().unwrap() else { continue }
                    free.append(reply.address)
                    try await sendBack(reply.body)
                case remoteWorkers:
                    // Which peer it was does not matter any more.
                    guard let reply = try await cloudbe.receive().unwrap() else { continue }
                    try await sendBack(reply.body)
                case remoteClients where !free.isEmpty:
                    try await localbe.send(cloudfe.receive().wrapped(for: free.removeFirst()))
                case clients where !free.isEmpty:
                    let request = try await localfe.receive()
                    if Int.random(in: 1...5) == 5, let peer = peers.randomElement() {
                        try await cloudbe.send(request.wrapped(for: ReplyAddress(Frame(peer))))
                    } else {
                        try await localbe.send(request.wrapped(for: free.removeFirst()))
                    }
                default: break
                }
            }
            for front in [remoteClients, clients] {
                try poller.change(front, to: free.isEmpty ? [] : .receive)
            }
        }
    }

    /// A reply belongs to a peer when its first address is a peer's name, else to a client of ours. What has no
    /// address is a worker's READY.
    func sendBack(_ message: Message) async throws {
        guard let next = message.unwrap()?.address.nearest else { return }
        if peers.contains(next.text) {
            try await cloudfe.send(message)
        } else {
            try await localfe.send(message)
        }
    }
}
