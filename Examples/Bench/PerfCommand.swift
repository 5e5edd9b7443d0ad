/// The six programs of libzmq's perf folder, with their arguments and their output. Either side of a pair may be
/// libzmq's own program.
enum PerfCommand {
    static func run(_ name: String, _ words: [String]) async throws {
        let isLatency = name.hasSuffix("-lat")
        let isInproc = name.hasPrefix("inproc-")
        let counting = isLatency ? "roundtrip-count" : "message-count"
        let place = name.hasPrefix("local-") ? ["bind-to"] : name.hasPrefix("remote-") ? ["connect-to"] : []
        // The other side sees only one end of these, and counts whatever arrives.
        let hasPeers = !name.hasPrefix("local-")
        let arguments = try Arguments(
            words, options: ["library", "message"] + (hasPeers ? ["peers"] : []), flags: ["async"],
            positional: place + ["message-size", counting])
        let first = place.count
        let job = PerfJob(
            endpoint: isInproc ? "inproc://perf" : arguments.text(at: 0),
            size: try arguments.number(at: first, called: "message-size", in: Limits.size),
            count: try arguments.number(at: first + 1, called: counting, in: Limits.count),
            peers: try arguments.number("peers", default: 1, in: Limits.peers),
            policy: try arguments.choice("message", default: .fresh))

        let seconds: Double?
        switch (try arguments.choice("library", default: Library.swift), arguments.has("async")) {
        case (.swift, false): seconds = try PerfTool(driver: try SwiftDriver(), job: job).run(name)
        case (.swift, true): seconds = try await AsyncPerfTool(driver: try SwiftDriver(), job: job).run(name)
        case (.zmq, false): seconds = try PerfTool(driver: try ForeignDriver(), job: job).run(name)
        case (.zmq, true): throw UsageError("libzmq has no asynchronous functions")
        case (.raw, _): throw UsageError("see: zmq-bench run raw-stream")
        }
        if let seconds { report(job, seconds, isLatency: isLatency) }
    }

    private static func report(_ job: PerfJob, _ seconds: Double, isLatency: Bool) {
        Console.line("message size: \(job.size) [B]")
        if isLatency {
            // With several clients that many round trips are under way at a time.
            let latency = seconds / Double(job.count) * Double(job.peers) / 2 * 1e6
            Console.line("roundtrip count: \(job.count)")
            Console.line("average latency: \(Number.fixed(latency, digits: 3)) [us]")
        } else {
            let rate = Double(job.count) / seconds
            Console.line("message count: \(job.count)")
            Console.line(
                "mean throughput: \(Number.fixed(rate * Double(job.size) * 8 / 1e6, digits: 3)) [Mb/s]")
            Console.line("mean throughput: \(Number.fixed(rate, digits: 0)) [msg/s]")
        }
    }
}
