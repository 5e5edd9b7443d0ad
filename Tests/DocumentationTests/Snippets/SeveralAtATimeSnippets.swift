import ZeroMQ

/// The code of the article SeveralAtATime.
enum SeveralAtATimeSnippets {
    static func tasks(work: PullSocket, news: SubscriberSocket) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for try await task in work.messages { print("work:", task.text) }
            }
            group.addTask {
                for try await update in news.messages { print("news:", update.text) }
            }
            try await group.waitForAll()
        }
    }

    static func poller(context: Context, work: PullSocket, control: SubscriberSocket) throws {
        let poller = try Poller(in: context)
        let stop = try poller.add(control)
        let task = try poller.add(work)
        let tick = try poller.addTimer(every: .milliseconds(100))
        var ticks = 0
        while true {
            let ready = try poller.wait()
            if ready.contains(stop) { break }
            if ready.contains(task) { print("work:", try work.receive().text) }
            ticks += ready[tick]?.expirations ?? 0
        }
    }

    static func proxy(context: Context) async throws {
        let clients = try RouterSocket(in: context)
        let workers = try DealerSocket(in: context)
        try clients.bind("tcp://127.0.0.1:*")
        try workers.bind("inproc://workers")
        let broker = try Proxy(frontend: clients, backend: workers)
        try await broker.run()
    }
}
