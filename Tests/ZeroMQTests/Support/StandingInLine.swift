@testable import ZeroMQ

extension MessagingSocket {
    /// Returns when so many calls wait for something to receive.
    func hasWaitingReceivers(_ count: Int) async throws {
        try await eventually("\(count) wait to receive") {
            socket.core.update { state, _ in state.receivers.count } == count
        }
    }

    /// Returns when so many calls wait for room to send.
    func hasWaitingSenders(_ count: Int) async throws {
        try await eventually("\(count) wait to send") {
            socket.core.update { state, _ in state.senders.count } == count
        }
    }

    /// Returns when so many calls wait for a change of the subscriptions.
    func hasWaitingWatchers(_ count: Int) async throws {
        try await eventually("\(count) wait for subscribers") {
            socket.core.update { state, _ in state.watchers.count } == count
        }
    }
}

extension Connection {
    /// Returns when so many calls wait for the peer.
    func hasWaiters(_ count: Int) async throws {
        try await eventually("\(count) wait for the peer") { connected.readiness.waiterCount == count }
    }
}
