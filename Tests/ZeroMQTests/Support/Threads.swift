import Dispatch
import ZMQReactor

/// Runs blocking code on a thread of its own while the task waits.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "test thread").async {
            continuation.resume(with: Result { try body() })
        }
    }
}

/// Runs blocking code on `count` threads at the same time and waits for all of them.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<count {
            group.addTask { try await onThread { try body(index) } }
        }
        try await group.waitForAll()
    }
}

/// A value that several threads change.
final class Shared<Value: Sendable>: Sendable {
    private let guarded: Guarded<Value>

    init(_ value: Value) {
        guarded = Guarded(value)
    }

    var value: Value { guarded.withLock { $0 } }

    func change(_ body: @Sendable (inout Value) -> Void) {
        guarded.withLock { body(&$0) }
    }
}
