/// `run <workload>`: one workload, one library, the figures of every round.
enum RunCommand {
    static func run(_ words: [String]) throws {
        let arguments = try Arguments(
            words,
            options: [
                "library", "size", "peers", "topics", "queued", "outstanding", "transport", "message",
                "seconds",
                "rounds",
            ],
            flags: ["async", "no-drop", "quick"], positional: ["workload"])
        guard let workload = Workload(rawValue: arguments.text(at: 0)) else {
            let all = Workload.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("there is no workload \"\(arguments.text(at: 0))\"; there are: \(all)")
        }
        let standard: Library = workload == .rawStream ? .raw : .swift
        let contestant = Contestant(
            library: try arguments.choice("library", default: standard), isAsync: arguments.has("async"))
        var experiment = Experiment(
            workload.rawValue, workload, size: try arguments.number("size", default: 100, in: Limits.size))
        experiment.peers = try arguments.number("peers", default: workload.defaultPeers, in: Limits.peers)
        experiment.topics = try arguments.number("topics", default: 10_000, in: 1...Limits.topics.upperBound)
        experiment.queued = try arguments.number("queued", default: 1000, in: Limits.queued)
        experiment.outstanding = try arguments.number("outstanding", default: 1, in: Limits.outstanding)
        experiment.transport = try arguments.choice("transport", default: .tcp)
        experiment.policy = try arguments.choice("message", default: .fresh)
        experiment.noDrop = arguments.has("no-drop")
        if experiment.transport == .inproc, workload.parts.count > 1 {
            throw UsageError("--transport inproc does not reach other processes; see the workloads inproc-…")
        }
        var timing = arguments.has("quick") ? Timing.quick : Timing.full
        timing.measuring = try arguments.seconds("seconds", default: timing.measuring)
        timing.rounds = try arguments.number("rounds", default: timing.rounds, in: Limits.rounds)
        for number in 0..<timing.rounds {
            let measurement = Measurement(
                experiment: experiment, contestant: contestant, timing: timing, number: number)
            Console.line(describe(try measurement.run(), of: experiment))
        }
    }

    private static func describe(_ reading: Reading, of experiment: Experiment) -> String {
        if experiment.workload.isAboutMemory { return Metric.memory.text(of: reading, in: experiment) }
        let metrics: [Metric] =
            switch experiment.workload {
            case .latency, .inprocLatency: [.latency, .rate, .processor]
            case .topics: [.nanoseconds, .rate]
            case .queueLength: [.nanoseconds, .rate]
            case .rawStream: [.bandwidth]
            case .slowPeer: [.rate, .keptRate, .backlog]
            default: [.rate, .processor, .switches]
            }
        let texts = metrics.map { metric in
            let text = metric.text(of: reading, in: experiment)
            switch metric {
            case .processor: return text + byEnd(reading, of: experiment)
            case .keptRate: return text + " of the rate before"
            case .backlog: return "memory " + text + " of all queues full"
            default: return text
            }
        }
        return texts.joined(separator: "   ")
    }

    /// The processor time of each process, when there are several.
    private static func byEnd(_ reading: Reading, of experiment: Experiment) -> String {
        let parts = experiment.workload.parts
        guard parts.count > 1 else { return "" }
        let times = zip(parts, reading.processorByEnd).map { part, microseconds in
            "\(part.rawValue) \(Number.fixed(microseconds * 1000, digits: microseconds < 0.1 ? 1 : 0))"
        }
        return " (\(times.joined(separator: ", ")))"
    }
}
