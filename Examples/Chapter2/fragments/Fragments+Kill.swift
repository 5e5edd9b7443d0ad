import ZeroMQ

extension Fragments {
    /// A signal to end, for all workers at once. See tasksink2 and taskwork2 for the whole.
    static func kill(in context: Context) throws {
        let controller = try PublisherSocket(in: context)
        let endpoint = try controller.bind("tcp://127.0.0.1:*")

        let workers = try (1...3).map { number in
            try BlockingThread {
                let control = try SubscriberSocket(in: context)
                try control.connect(endpoint)
                try control.subscribe(to: "")
                print("  worker \(number): \(try control.receive().text)")
            }
        }
        // A publisher drops what nobody wants yet.
        try controller.subscribers(of: "KILL", atLeast: workers.count)
        try controller.send("KILL")
        for worker in workers { try worker.join() }
    }
}
