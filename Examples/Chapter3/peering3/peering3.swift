// Broker peering, part 3, the whole cluster: each broker gives the tasks of its clients to its own workers, and when
// those are all busy, to a peer that has told that it has free ones.
//
//     swift run peering3 DC1 DC2 DC3              in one terminal: DC1, with the peers DC2 and DC3
//     swift run peering3 DC2 DC1 DC3              in another one
//     swift run peering3 DC3 DC1 DC2              in a third
//
// Ten clients send bursts of tasks to five workers. Each completed task is printed, four hexadecimal digits, and each
// one that has no reply after ten seconds: that client gives up. Brokers meet at ipc://DC1-cloud.ipc and
// ipc://DC1-state.ipc, clients and workers at ipc://DC1-localfe.ipc and ipc://DC1-localbe.ipc, and what is printed
// comes through ipc://DC1-monitor.ipc; a name may begin with a folder. Ctrl-C ends it.

import ZeroMQ

@main
struct Peering {
    static func main() async throws {
        let names = CommandLine.arguments.dropFirst()
        guard let me = names.first else {
            print("Usage: peering3 me [peer ...]")
            return
        }
        try await runUntilInterrupted { context in
            print("I: preparing broker at \(me)...")
            var broker = try Broker(me, peers: Array(names.dropFirst()), in: context)
            try await withThrowingTaskGroup { group in
                for _ in 0..<5 { group.addTask { try await work(for: me, in: context) } }
                for _ in 0..<10 { group.addTask { try await ask(from: me, in: context) } }
                try await broker.run()
            }
        }
    }

    /// Many tasks in a row, then none for a while, so that every broker is overloaded now and then.
    static func ask(from broker: String, in context: Context) async throws {
        let client = try RequestSocket(in: context)
        try client.connect("ipc://\(broker)-localfe.ipc")
        let monitor = try PushSocket(in: context)
        try monitor.connect("ipc://\(broker)-monitor.ipc")
        while true {
            try await context.sleep(for: .seconds(.random(in: 0...5)))
            for _ in 0..<Int.random(in: 0...15) {
                let task = String(Int.random(in: 0x1000...0xFFFF), radix: 16, uppercase: true)
                try await client.send(Message(task))
                let reply = try await client.tryReceive(within: .seconds(10))
                guard reply?.text == task else {
                    try await monitor.send("E: CLIENT EXIT - lost task \(task)")
                    return
                }
                try await monitor.send(Message(task))
            }
        }
    }

    static func work(for broker: String, in context: Context) async throws {
        let worker = try RequestSocket(in: context)
        try worker.connect("ipc://\(broker)-localbe.ipc")
        try await worker.send("READY")
        while true {
            let task = try await worker.receive()
            // Busy for no time or a second.
            try await context.sleep(for: .seconds(.random(in: 0...1)))
            try await worker.send(task)
        }
    }
}

/// Three flows with two sockets each, and the monitor. Sockets at the front receive tasks or news, those at the back
/// pass them on.
struct Broker {
    /// What is known of a peer: how many workers were free, and until when that is worth something.
    struct PeerState {
        var freeWorkers = 0
        var expiry = ContinuousClock.now
        let connection: Connection

        /// A peer that has gone is silent, and its number of workers soon of the past.
        var hasCapacity: Bool { freeWorkers > 0 && connection.isReady && expiry > .now }
    }

    let me: String
    var peers: [String: PeerState] = [:]
    let localfe, localbe, cloudfe, cloudbe: RouterSocket
    let statefe: SubscriberSocket
    let statebe: PublisherSocket
    let monitor: PullSocket
    let poller: Poller

    init(_ me: String, peers names: [String], in context: Context) throws {
        self.me = me
        localfe = try RouterSocket(in: context)
        try localfe.bind("ipc://\(me)-localfe.ipc")
        localbe = try RouterSocket(in: context)
        try localbe.bind("ipc://\(me)-localbe.ipc")
        monitor = try PullSocket(in: context)
        try monitor.bind("ipc://\(me)-monitor.ipc")

        // Peers know each other by name.
        let named = SocketOptions(routingID: Frame(me))
        cloudfe = try RouterSocket(in: context, options: named)
        try cloudfe.bind("ipc://\(me)-cloud.ipc")
        statebe = try PublisherSocket(in: context)
        try statebe.bind("ipc://\(me)-state.ipc")
        cloudbe = try RouterSocket(in: context, options: named)
        statefe = try SubscriberSocket(in: context)
        try statefe.subscribe(to: "")
        for name in names {
            print("I: connecting to cloud frontend and state backend at \(name)")
            peers[name] = PeerState(connection: try cloudbe.connect("ipc://\(name)-cloud.ipc"))
            try statefe.connect("ipc://\(name)-state.ipc")
        }
        poller = try Poller(in: context)
    }

    mutating func run() async throws {
        let workers = try poller.add(localbe)
        let remoteWorkers = try poller.add(cloudbe)
        let news = try poller.add(statefe)
        let reports = try poller.add(monitor)
        // Of no interest before somebody can do the work. Peers come first, so that none starves.
        let remoteClients = try poller.add(cloudfe, for: [])
        let clients = try poller.add(localfe, for: [])
        let tick = try poller.addTimer(every: .seconds(1))

        // The free workers; the first has been free for longest.
        var free: [ReplyAddress] = []
        var published = 0
        while true {
            let events = try await poller.wait()
            for event in events {
                switch event.item {
                case workers:
                    guard let reply = try await localbe.receive().unwrap() else { continue }
                    free.append(reply.address)
                    try await sendBack(reply.body)
                case remoteWorkers:
                    guard let reply = try await cloudbe.receive().unwrap() else { continue }
                    try await sendBack(reply.body)
                case news:
                    let state = try await statefe.receive()
                    peers[state[0].text]?.freeWorkers = Int(state[1].text) ?? 0
                    peers[state[0].text]?.expiry = .now + .seconds(3)
                case reports:
                    print(try await monitor.receive().text)
                case remoteClients where !free.isEmpty:
                    try await localbe.send(cloudfe.receive().wrapped(for: free.removeFirst()))
                case clients:
                    if !free.isEmpty {
                        try await localbe.send(localfe.receive().wrapped(for: free.removeFirst()))
                    } else if let peer = peers.filter(\.value.hasCapacity).keys.randomElement() {
                        try await cloudbe.send(localfe.receive().wrapped(for: ReplyAddress(Frame(peer))))
                        peers[peer]?.freeWorkers -= 1
                    }
                default: break
                }
            }
            // The peers are told of every change, and once a second that we are still there.
            if free.count != published || events.contains(tick) {
                published = free.count
                try await statebe.send([Frame(me), "\(published)"])
            }
            try poller.change(remoteClients, to: free.isEmpty ? [] : .receive)
            let isSomebodyFree = !free.isEmpty || peers.values.contains(where: \.hasCapacity)
            try poller.change(clients, to: isSomebodyFree ? .receive : [])
        }
    }

    /// A reply belongs to a peer when its first address is a peer's name, else to a client of ours. What has no
    /// address is a worker's READY.
    func sendBack(_ message: Message) async throws {
        guard let next = message.unwrap()?.address.nearest else { return }
        if peers[next.text] == nil {
            try await localfe.send(message)
        } else {
            try await cloudfe.send(message)
        }
    }
}
