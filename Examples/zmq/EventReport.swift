import ZeroMQ

/// Tells on the standard error stream what happens to connections: everything, or once what a person has to know.
struct EventReport {
    let isVerbose: Bool

    func follow(_ events: EventSequence<SocketEvent>) async {
        var told: Set<String> = []
        for await event in events {
            guard let text = isVerbose ? "\(event)" : Self.warning(about: event) else { continue }
            if isVerbose || told.insert(text).inserted { Console.note(text) }
        }
    }

    /// What to tell in any case; nil for what goes as it should.
    private static func warning(about event: SocketEvent) -> String? {
        switch event {
        case .connectRetried(let endpoint, _, let error):
            // What ended a connection was told, or is what every restart of a server looks like.
            error.code == .connectionLost || error.code == .handshakeFailed
                ? nil : "\(endpoint): \(error.reason); trying again until it works"
        case .handshakeFailed(let endpoint, _, let failure): "\(endpoint): \(failure)"
        case .disconnected(let peer, let reason):
            switch reason {
            case .protocolViolation, .messageTooLong, .heartbeatTimedOut: "\(peer.endpoint): \(reason)"
            case .closedByPeer, .closedLocally, .connectionLost, .takenOver, .kicked: nil
            }
        case .identityCollision, .acceptFailed: "\(event)"
        case .connecting, .connected, .resolveFailed, .listening, .bindFailed, .accepted,
            .handshakeSucceeded, .closed, .missed, .monitoringStopped:
            nil
        }
    }
}
