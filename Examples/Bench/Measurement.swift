#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Measures one experiment with one contestant, once: starts the processes, waits until all workers of the
/// counting one are under way, lets them warm up, and takes a sample of each process at the start and at the end.
struct Measurement {
    let experiment: Experiment
    let contestant: Contestant
    let timing: Timing
    /// Different for each measurement of a run.
    let number: Int

    func run() throws -> Reading {
        defer { removeFiles() }
        if experiment.workload.isAboutMemory { return try memory() }
        let processes = try start(peers: experiment.peers)
        defer { Self.end(processes) }
        try wait(for: processes[experiment.workload.measured]) { $0.active == $0.workers && $0.count > 0 }
        if experiment.workload == .manyConnections, let senders = processes.last {
            try wait(for: senders) { $0.count >= experiment.peers }
        }
        // Connections come up one after the other, and nobody here sees the last one do so.
        Self.sleep(timing.warmUp + Double(experiment.peers) * 0.0005)
        let begin = try samples(of: processes)
        Self.sleep(timing.measuring)
        let end = try samples(of: processes)
        let reading = try reading(from: begin, to: end)
        return experiment.workload == .slowPeer
            ? try afterStop(of: processes, compared: reading, end) : reading
    }

    /// What was done between two samples of each process.
    private func reading(from begin: [Sample], to end: [Sample]) throws(Failure) -> Reading {
        let measured = experiment.workload.measured
        let count = Double(end[measured].count - begin[measured].count)
        guard count > 0 else { throw Failure("\(experiment.id), \(contestant.name): nothing moved") }
        let nanoseconds = end[measured].nanoseconds - begin[measured].nanoseconds
        var reading = Reading(rate: count / Double(nanoseconds) * 1e9)
        for (begin, end) in zip(begin, end) {
            reading.processorByEnd.append(Double(end.microseconds - begin.microseconds) / count)
            reading.switches += Double(end.switches - begin.switches) / count
        }
        reading.processorMicroseconds = reading.processorByEnd.reduce(0, +)
        return reading
    }

    /// Has one peer stop, and measures again when its queues have had the time to fill.
    private func afterStop(
        of processes: [ChildProcess], compared before: Reading, _ last: [Sample]
    ) throws -> Reading {
        try processes[experiment.workload.measured].send("stop")
        _ = try processes[experiment.workload.measured].answer()
        Self.sleep(timing.warmUp)
        let begin = try samples(of: processes)
        Self.sleep(timing.measuring)
        let end = try samples(of: processes)
        var reading = try reading(from: begin, to: end)
        reading.keptRate = reading.rate / before.rate
        reading.grownBytes = zip(last, end).reduce(0) { $0 + Double($1.1.residentBytes - $1.0.residentBytes) }
        return reading
    }

    /// Memory of many less memory of one, so that what does not depend on their number cancels.
    private func memory() throws -> Reading {
        let few = try memory(peers: 1)
        let many = try memory(peers: experiment.peers + 1)
        return Reading(bytesPerPeer: Double(many - few) / Double(experiment.peers))
    }

    private func memory(peers: Int) throws -> Int {
        let processes = try start(peers: peers)
        defer { Self.end(processes) }
        try wait(for: processes[experiment.workload.measured]) { $0.workers == 0 || $0.count >= peers }
        // For the end of handshakes that nobody sees.
        Self.sleep(max(timing.warmUp, 0.2))
        return try samples(of: processes).reduce(0) { $0 + $1.residentBytes }
    }

    /// Starts the processes and waits until each one is ready.
    private func start(peers: Int) throws -> [ChildProcess] {
        var processes: [ChildProcess] = []
        var bound: [String] = []
        do {
            for (index, part) in experiment.workload.parts.enumerated() {
                var settings = EndSettings(part: part, library: contestant.library)
                settings.binds = index == 0
                settings.endpoint = experiment.transport.endpoint(2 * number)
                // A proxy has two ends: what it receives goes on to the one that was bound last.
                if let endpoint = part == .pull ? bound.last : bound.first { settings.endpoint = endpoint }
                if part == .proxy { settings.backend = experiment.transport.endpoint(2 * number + 1) }
                settings.size = experiment.size
                settings.peers = peers
                settings.topics = experiment.topics
                settings.queued = experiment.queued
                settings.outstanding = experiment.outstanding
                settings.stopping = experiment.stopping
                settings.isAsync = contestant.isAsync
                settings.noDrop = experiment.noDrop
                settings.policy = experiment.policy
                let process = try ChildProcess(["end"] + settings.words, name: part.rawValue)
                processes.append(process)
                let answer = try process.line(within: 60).split(separator: " ").map(String.init)
                guard answer.first == "ready" else {
                    throw Failure("the \(part.rawValue) end said: \(answer.joined(separator: " "))")
                }
                bound += answer.dropFirst()
            }
        } catch {
            Self.end(processes)
            throw error
        }
        return processes
    }

    /// Asks a process again and again until its sample is as wanted.
    private func wait(for process: ChildProcess, until isReady: (Sample) -> Bool) throws {
        let deadline = Sample.now + 30_000_000_000
        while true {
            let sample = try process.sample()
            if isReady(sample) { return }
            guard Sample.now < deadline else {
                throw Failure(
                    "\(experiment.id), \(contestant.name): after 30 s only \(sample.active) of "
                        + "\(sample.workers) workers are under way, \(sample.count) messages counted")
            }
            Self.sleep(0.002)
        }
    }

    /// Samples of all processes, as close to each other as can be.
    private func samples(of processes: [ChildProcess]) throws -> [Sample] {
        for process in processes { try process.send("sample") }
        return try processes.map { process in try process.answer() }
    }

    /// Stops all before it waits for the first, or the others would see it go and complain.
    private static func end(_ processes: [ChildProcess]) {
        for process in processes { process.stop() }
        for process in processes { process.end() }
    }

    private func removeFiles() {
        guard experiment.transport == .ipc else { return }
        for number in [2 * number, 2 * number + 1] { SystemFile.remove(Transport.path(number)) }
    }

    private static func sleep(_ seconds: Double) {
        let end = Sample.now + Int(seconds * 1e9)
        while true {
            let rest = end - Sample.now
            guard rest > 0 else { return }
            // A signal may cut it short.
            _ = usleep(UInt32(min(rest / 1000 + 1, 900_000)))
        }
    }
}
