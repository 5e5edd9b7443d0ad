internal import Dispatch
public import Testing

/// Gives a test threads of its own, beside the few that run all tasks.
///
/// For tests that await the end of a process, because Swift Testing reads what such a process writes with calls that
/// block two or three of the threads that run tasks, and for tests that compute for seconds. On a machine with two
/// processors nothing else would go on meanwhile.
public struct OwnThreads: TestTrait, SuiteTrait, TestScoping {
    /// True: with a suite it is meant for each of its tests.
    public var isRecursive: Bool { true }

    /// Performs the test on threads of its own.
    public func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(ThreadExecutor()) { try await function() }
    }
}

extension Trait where Self == OwnThreads {
    /// Runs the test on threads of its own, because it awaits a process or computes for long.
    public static var onOwnThreads: Self { OwnThreads() }
}

/// Runs each job on a thread that is free, or a new one.
private final class ThreadExecutor: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // A serial queue for each: a thread that blocks in a concurrent one counts among those that run tasks.
        DispatchQueue(label: "own threads of a test").async {
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}
