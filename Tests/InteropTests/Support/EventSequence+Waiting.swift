import Testing
import ZeroMQ

extension EventSequence {
    /// Waits for an event that `pick` makes something of, skipping others; nil when none comes within `limit`.
    func first<Picked: Sendable>(
        within limit: Duration = Patience.limit, _ pick: @escaping @Sendable (Event) -> Picked?
    ) async -> Picked? {
        await withTaskGroup(of: Picked?.self) { group in
            group.addTask {
                for await event in self {
                    if let picked = pick(event) { return picked }
                }
                return nil
            }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}

extension EventSequence<SocketEvent> {
    /// Waits for the end of a handshake that succeeds.
    func handshake(_ location: SourceLocation = #_sourceLocation) async throws -> PeerInfo {
        let peer = await first { event in
            if case .handshakeSucceeded(let peer) = event { peer } else { nil }
        }
        return try #require(peer, "no handshake succeeded", sourceLocation: location)
    }

    /// Waits for the end of an established connection and says why it ended.
    func disconnection(_ location: SourceLocation = #_sourceLocation) async throws -> DisconnectReason {
        let reason = await first { event in
            if case .disconnected(_, let reason) = event { reason } else { nil }
        }
        return try #require(reason, "nothing was disconnected", sourceLocation: location)
    }

    /// Waits for a handshake that fails and says why it did.
    func handshakeFailure(_ location: SourceLocation = #_sourceLocation) async throws -> HandshakeFailure {
        let failure = await first { event in
            if case .handshakeFailed(_, _, let failure) = event { failure } else { nil }
        }
        return try #require(failure, "no handshake failed", sourceLocation: location)
    }
}
