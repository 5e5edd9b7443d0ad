/// The messages of a socket, as an asynchronous sequence that ends when the socket does.
public struct MessageSequence: AsyncSequence, Sendable {
    /// Messages.
    public typealias Element = Message
    /// The library's one error type.
    public typealias Failure = ZMQError

    private let core: SocketCore

    init(_ core: SocketCore) {
        self.core = core
    }

    /// Receives one message after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        /// A loop that always finds a message never suspends; after this many it lets other tasks run.
        private static let messagesPerTurn = 1024

        private let core: SocketCore
        private var turn = 0

        fileprivate init(_ core: SocketCore) {
            self.core = core
        }

        /// The next message; nil when the socket or its context is closed.
        ///
        /// - Throws: `cancelled` when the task is; no message is lost then; `wrongState` when it is not the turn of a
        ///   REQ or REP to receive; `notSupported` on a ``Socket`` of a type that only sends.
        @inlinable
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(ZMQError) -> Message? {
            if let message = try nextAtOnce() { return message }
            return try await nextLater()
        }

        /// The next message if it is there, and it is not the turn of other tasks.
        @usableFromInline
        mutating func nextAtOnce() throws(ZMQError) -> Message? {
            turn += 1
            guard turn < Self.messagesPerTurn else { return nil }
            do throws(ZMQError) {
                return try core.tryReceive()
            } catch {
                return try Self.nothing(after: error)
            }
        }

        @usableFromInline
        mutating func nextLater() async throws(ZMQError) -> Message? {
            do throws(ZMQError) {
                if turn >= Self.messagesPerTurn {
                    turn = 0
                    await Task.yield()
                }
                if Task.isCancelled { throw Self.cancelled }
                return try await core.receive(until: nil)
            } catch {
                return try Self.nothing(after: error)
            }
        }

        /// The end of the sequence is no error.
        private static func nothing(after error: ZMQError) throws(ZMQError) -> Message? {
            if error.code == .socketClosed || error.code == .contextTerminated { return nil }
            throw error
        }

        private static var cancelled: ZMQError {
            ZMQError(.cancelled, operation: "receive", reason: "the task was cancelled")
        }
    }

    /// Begins to receive.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(core)
    }
}
