import ZeroMQ

/// The code of README.md. Its first program is that of the article GettingStarted.
enum ReadmeSnippets {
    static func server() throws {
        let context = Context()
        let server = try ReplySocket(in: context)
        try server.bind("tcp://*:5555")
        while true {
            let request = try server.receive()
            print("Received \(request.text)")
            try server.send("World")
        }
    }

    static func forms(pull: PullSocket, client: RequestSocket, process: (Message) -> Void) throws {
        if let message = try pull.tryReceive() { process(message) }  // nil when there is none
        let update = try pull.receive(timeout: .seconds(1))  // throws .timedOut
        let reply = try client.request("Hello", timeout: .seconds(2), retries: 3)  // cannot get stuck
        print(update.text, reply.text)
    }

    static func async(
        context: Context, client: RequestSocket, here: Endpoint, publisher: PublisherSocket,
        server: ReplySocket
    ) async throws {
        let feed = try SubscriberSocket(in: context)
        try feed.connect("tcp://localhost:5556")
        try feed.subscribe(to: "10001 ")
        for try await update in feed.messages { print(update.text) }

        try await client.connect(here).ready(timeout: .seconds(1))  // connect itself never waits
        try await publisher.subscribers(of: "10001 ", atLeast: 3)  // instead of sleeping for slow joiners
        for await event in server.events { print(event) }  // connected, handshake failed because …, …
    }

    static func poller(
        context: Context, pull: PullSocket, process: (Message) -> Void, report: () -> Void
    ) throws {
        let poller = try Poller(in: context)
        let work = try poller.add(pull)
        let tick = try poller.addTimer(every: .seconds(1))
        for event in try poller.wait() {  // or: try await poller.wait(timeout: …)
            switch event.item {
            case work: process(try pull.receive())
            case tick: report()
            default: break
            }
        }
    }

    static func proxy(router: RouterSocket, dealer: DealerSocket) async throws {
        let proxy = try Proxy(frontend: router, backend: dealer)  // also capture, pause, resume, statistics
        try await proxy.run()
    }

    static func messages(
        router: RouterSocket, message: Message, peer: Peer, fill: (inout MutableRawSpan) -> Void,
        read: (RawSpan) -> Void
    ) throws {
        try router.send([message[0], "", "reply"])
        try router.send(["", "reply"], to: peer)  // peer: from message.peer
        let picture = Frame(count: 1 << 20) { span in fill(&span) }  // in place
        message[1].withBytes { span in read(span) }  // RawSpan, without copying
        print(picture.count)
    }

    static func program(
        feed: SubscriberSocket, job: @escaping @Sendable (Context) throws -> Void, read: (Message) -> Void
    ) throws {
        try runUntilInterrupted { context in  // or: try await …, with tasks
            let worker = try BlockingThread { try work(in: context) }  // a thread that can be waited for
            try context.sleep(for: .seconds(1))  // ends with the context
            if let news = try feed.tryReceive(within: .seconds(1)) { read(news) }  // nil: silence is no error
            try worker.join()
        }

        @Sendable func work(in context: Context) throws { try job(context) }
    }

    static func envelopes(workers: RouterSocket, clients: RouterSocket, free: [ReplyAddress]) throws {
        var free = free
        if let reply = try workers.receive().unwrap() {  // [worker] [] [client] [] [OK]
            free.append(reply.address)  // ReplyAddress: worker
            try clients.send(reply.body)  // [client] [] [OK]
        }
        try workers.send(clients.receive().wrapped(for: free.removeFirst()))
    }
}
