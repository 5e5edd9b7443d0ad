import Dispatch
import ZMQReactor

/// A call that blocks, under way on a thread of its own.
final class BlockingCall<Value: Sendable>: Sendable {
    private let outcome = Guarded<Result<Value, any Error>?>(nil)

    init(_ body: @escaping @Sendable () throws -> Value) {
        DispatchQueue(label: "blocking call").async { [self] in
            let result = Result { try body() }
            outcome.withLock { $0 = result }
        }
    }

    var isOver: Bool { outcome.withLock { $0 != nil } }

    /// What the call returned or threw.
    func value() async throws -> Value {
        try await reaches("the end of a blocking call") { self.isOver }
        guard let result = outcome.withLock({ $0 }) else { throw NotReached("the end of a blocking call") }
        return try result.get()
    }
}
