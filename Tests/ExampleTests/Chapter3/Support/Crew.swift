import ZeroMQ

/// Workers of a load-balancing broker: REQ sockets that say READY, and answer each request with their number.
struct Crew {
    private let tasks: [Task<Void, any Error>]

    /// - Parameter time: how long the worker of a number takes for a request.
    init(
        count: Int, at endpoint: String, in context: Context, time: @escaping @Sendable (Int) -> Duration
    ) throws {
        tasks = try (0..<count).map { number in
            let worker = try RequestSocket(in: context)
            try worker.connect(endpoint)
            return Task {
                try await worker.send("READY")
                while let request = try await worker.receive().unwrap() {
                    try await context.sleep(for: time(number))
                    try await worker.send(request.reply("\(number)"))
                }
            }
        }
    }

    func cancel() {
        for task in tasks { task.cancel() }
    }
}
