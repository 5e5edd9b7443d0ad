internal import ZMQReactor

/// The end of one socket, for somebody who waits for it.
final class SocketClosing: Sendable {
    private struct State {
        var unsent: Int?
        var waiter: Waiter?
    }

    private let state = Guarded(State())
    private let context: ContextCore
    private let lane: IOLane?

    /// Begins to close the socket.
    init(_ socket: SocketCore, linger: Linger?) {
        context = socket.context
        lane = socket.lane
        socket.close(linger: linger) { [self] unsent in finished(unsent) }
    }

    private func finished(_ unsent: Int) {
        let waiter: Waiter? = state.withLock { state in
            state.unsent = unsent
            return state.waiter
        }
        waiter?.resume()
    }

    /// The number of unsent messages when the end is there; otherwise `waiter` is resumed then.
    private func result(else waiter: Waiter) -> Int? {
        state.withLock { state in
            if state.unsent == nil { state.waiter = waiter }
            return state.unsent
        }
    }

    func wait() -> Int {
        let parker = Parker()
        while true {
            if let unsent = result(else: .thread(parker)) { return unsent }
            _ = context.wait(for: parker, on: lane, until: nil)
            parker.reset()
        }
    }

    func wait() async -> Int {
        while true {
            let parker = TaskParker()
            if let unsent = result(else: .task(parker)) { return unsent }
            await parker.wait()
        }
    }
}
