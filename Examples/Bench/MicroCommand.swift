/// `micro`: a fixed number of messages from PUSH to PULL within one process, a thread at each end and a context of
/// its own for each, so that a profiler sees all of the hot path at once.
///
/// Prints a line for each round: the rate, and the processor time of a message for the thread that sends, for the
/// thread that receives, and for all others, which are the lanes or I/O threads.
enum MicroCommand {
    static func run(_ words: [String]) throws {
        let arguments = try Arguments(
            words, options: ["library", "transport", "size", "count", "rounds", "message"], flags: [])
        let job = MicroJob(
            transport: try arguments.choice("transport", default: .tcp),
            size: try arguments.number("size", default: 100, in: Limits.size),
            count: try arguments.number("count", default: 1_000_000, in: Limits.count),
            rounds: try arguments.number("rounds", default: 5, in: Limits.rounds),
            policy: try arguments.choice("message", default: .fresh))
        switch try arguments.choice("library", default: Library.swift) {
        case .swift: try Micro(SwiftDriver.self, job).run()
        case .zmq: try Micro(ForeignDriver.self, job).run()
        case .raw: throw UsageError("see: zmq-bench run raw-stream")
        }
        Console.leave()
    }
}
