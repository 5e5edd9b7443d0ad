internal import Synchronization

/// The workers of a process: threads and tasks that work until the process ends, each counting what it does.
final class Crew: Sendable {
    private let counters = Mutex<[Counter]>([])
    private let kept = Mutex<[any DriverSocket]>([])
    private let stopped = Atomic(false)

    /// How much was done by all of them together.
    var total: Int { counters.withLock { $0.reduce(0) { $0 + $1.value } } }

    /// How many have done something.
    var active: Int { counters.withLock { $0.count { $0.value > 0 } } }

    /// How many there are.
    var size: Int { counters.withLock { $0.count } }

    /// Whether those who can are to stop.
    var isStopped: Bool { stopped.load(ordering: .relaxed) }

    /// Tells those to stop who look at `isStopped`.
    func stop() {
        stopped.store(true, ordering: .relaxed)
    }

    /// Starts a thread. An error ends the process.
    func thread(_ work: @escaping @Sendable (Counter) throws -> Void) throws {
        let counter = hire()
        _ = try WorkerThread { Self.ending { try work(counter) } }
    }

    /// Starts a task. An error ends the process.
    func task(_ work: @escaping @Sendable (Counter) async throws -> Void) {
        let counter = hire()
        Task {
            do { try await work(counter) } catch { Console.fail("\(error)") }
        }
    }

    /// Starts a thread that does not count. An error ends the process.
    func helper(_ work: @escaping @Sendable () throws -> Void) throws {
        _ = try WorkerThread { Self.ending(work) }
    }

    /// Starts a task that does not count. An error ends the process.
    func helpingTask(_ work: @escaping @Sendable () async throws -> Void) {
        Task {
            do { try await work() } catch { Console.fail("\(error)") }
        }
    }

    /// A counter for somebody who is neither a thread nor a task of the crew.
    func hire() -> Counter {
        let counter = Counter()
        counters.withLock { $0.append(counter) }
        return counter
    }

    /// Keeps a socket alive until the process ends.
    func keep(_ socket: any DriverSocket) {
        kept.withLock { $0.append(socket) }
    }

    private static func ending(_ work: () throws -> Void) {
        do { try work() } catch { Console.fail("\(error)") }
    }
}
