import ZeroMQ

/// The code of the article ComingFromLibzmq.
enum ComingFromLibzmqSnippets {
    static func ask(endpoint: String) throws {
        let context = Context()
        let client = try RequestSocket(in: context)
        try client.connect(endpoint)
        try client.send("Hello")
        let reply = try client.receive().text
        print(reply)
    }

    static func publish(publisher: PublisherSocket, subscriber: SubscriberSocket) async throws {
        try subscriber.subscribe(to: "weather.")
        try await publisher.subscribers(of: "weather.", atLeast: 1)  // no sleep
        try await publisher.send(["weather.paris", "12"])
        let update = try await subscriber.receive()
        let (topic, value) = (update[0].text, update[1].text)
        print(topic, value)
    }

    static func pipeline(tasks: PushSocket, worker: PullSocket) async throws {
        let source = try tasks.bind("tcp://127.0.0.1:*")
        try worker.connect(source)
        try await tasks.send("resize 1.png")
        let task = try await worker.receive().text
        print(task)
    }

    static func polling(context: Context, work: PullSocket, control: SubscriberSocket) throws {
        let poller = try Poller(in: context)
        let task = try poller.add(work)
        let stop = try poller.add(control)
        let tick = try poller.addTimer(every: .seconds(1))
        loop: while true {
            for event in try poller.wait() {
                switch event.item {
                case task: print(try work.receive().text)
                case stop: break loop
                case tick: print("still here")
                default: break
                }
            }
        }
    }

    static func router(router: RouterSocket) async throws {
        let request = try await router.receive()
        try await router.send([request[0], "", "World"])
    }

    static func peer(router: RouterSocket) async throws {
        let request = try await router.receive()
        if let client = request.peer {
            try await router.send(["", "World"], to: client)
        }
    }

    static func errors(context: Context, endpoint: Endpoint) async throws {
        let server = try ReplySocket(in: context)
        do {
            try server.bind(endpoint)
        } catch  where error.code == .addressInUse {
            print(error.errnoName)  // EADDRINUSE
            try server.bind("tcp://127.0.0.1:*")
        }
    }
}
