internal import ZeroMQ

/// `fixed <what> <count>`: a fixed amount of work in one process, by one thread as far as the transport allows, for
/// counting instructions and allocations. Prints nothing.
enum FixedCommand {
    /// What is done `count` times.
    enum Job: String, CaseIterable {
        /// A message of 100 bytes from PUSH to PULL; a hundred are sent, then received.
        case inprocPush = "inproc-push"
        case tcpPush = "tcp-push"
        /// The same with one byte, which is kept in the message itself.
        case inprocTiny = "inproc-tiny"
        case tcpTiny = "tcp-tiny"
        /// The same with 64 KiB, and always the same message: whoever copies its bytes shows.
        case inprocLarge = "inproc-large"
        case tcpLarge = "tcp-large"
        /// A request of one byte and its answer.
        case inprocRequest = "inproc-request"
        case tcpRequest = "tcp-request"
        /// A message with 14 bytes of topic that one of 10,000 subscriptions matches, and whose queue is full.
        case topics

        var endpoint: String {
            switch self {
            case .inprocPush, .inprocTiny, .inprocLarge, .inprocRequest, .topics: "inproc://fixed"
            case .tcpPush, .tcpTiny, .tcpLarge, .tcpRequest: "tcp://127.0.0.1:*"
            }
        }

        /// Bytes of a message.
        var size: Int {
            switch self {
            case .inprocPush, .tcpPush: 100
            case .inprocTiny, .tcpTiny, .inprocRequest, .tcpRequest: 1
            case .inprocLarge, .tcpLarge: 64 << 10
            case .topics: 14
            }
        }

        var policy: MessagePolicy {
            switch self {
            case .inprocLarge, .tcpLarge: .same
            default: .fresh
            }
        }
    }

    private static let batch = 100

    static func run(_ words: [String]) throws {
        let arguments = try Arguments(words, options: ["library"], flags: [], positional: ["what", "count"])
        guard let job = Job(rawValue: arguments.text(at: 0)) else {
            let all = Job.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("there is no fixed work \"\(arguments.text(at: 0))\"; there is: \(all)")
        }
        let count = try arguments.number(at: 1, called: "count", in: Limits.count)
        switch try arguments.choice("library", default: Library.swift) {
        case .swift: try run(job, count, with: SwiftDriver())
        case .zmq: try run(job, count, with: ForeignDriver())
        case .raw: throw UsageError("raw streams have no messages to count")
        }
        // Closing down is not what is counted.
        Console.leave()
    }

    private static func run<D: Driver>(_ job: Job, _ count: Int, with driver: D) throws {
        switch job {
        case .inprocPush, .tcpPush, .inprocTiny, .tcpTiny, .inprocLarge, .tcpLarge:
            try push(job, count, with: driver)
        case .inprocRequest, .tcpRequest: try request(job, count, with: driver)
        case .topics: try publish(job, count, with: driver)
        }
    }

    private static func push<D: Driver>(_ job: Job, _ count: Int, with driver: D) throws {
        let (receiver, sender) = try pair(.pull, .push, job, driver)
        let payload = try sender.payload([UInt8](repeating: 0x61, count: job.size), job.policy)
        var left = count
        while left > 0 {
            let part = min(left, batch)
            for _ in 0..<part { try sender.send(payload) }
            for _ in 0..<part { _ = try receiver.receive() }
            left -= part
        }
    }

    private static func request<D: Driver>(_ job: Job, _ count: Int, with driver: D) throws {
        let (server, client) = try pair(.rep, .req, job, driver)
        let payload = try client.payload([0x61], .fresh)
        for _ in 0..<count {
            try client.send(payload)
            try server.forward(to: server)
            _ = try client.receive()
        }
    }

    private static func publish<D: Driver>(_ job: Job, _ count: Int, with driver: D) throws {
        let publisher = try driver.socket(.pub, SocketNeeds(unlimitedReceiving: true))
        _ = try publisher.bind(job.endpoint)
        let subscriber = try driver.socket(.sub, SocketNeeds(unlimitedSending: true))
        try subscriber.connect(job.endpoint)
        let topics = (0..<10_000).map { Array("topic.\(1_000_000 + $0).".utf8) }
        for topic in topics { try subscriber.subscribe(to: topic) }
        for number in 0..<count {
            let payload = try publisher.payload(topics[number &* 7919 % topics.count], .fresh)
            try publisher.send(payload)
        }
    }

    private static func pair<D: Driver>(
        _ bound: SocketType, _ connected: SocketType, _ job: Job, _ driver: D
    ) throws -> (D.Socket, D.Socket) {
        let server = try driver.socket(bound, .none)
        let endpoint = try server.bind(job.endpoint)
        let client = try driver.socket(connected, .none)
        try client.connect(endpoint)
        return (server, client)
    }
}
