import ZMQSimulator

@testable import ZeroMQ

/// The events of a socket, to be looked at without suspending.
final class EventLog {
    private let buffer: EventBuffer<SocketEvent>
    private var seen: [SocketEvent] = []

    init(_ socket: Socket) {
        buffer = socket.core.monitor.listen(limit: 100_000)
    }

    /// All events so far.
    var all: [SocketEvent] {
        while let event = buffer.tryNext() { seen.append(event) }
        return seen
    }

    /// How long each failed attempt or lost connection was waited after.
    var retries: [Duration] {
        all.compactMap { if case .connectRetried(_, let time, _) = $0 { time } else { nil } }
    }

    var handshakeFailures: [HandshakeFailure] {
        all.compactMap { if case .handshakeFailed(_, _, let failure) = $0 { failure } else { nil } }
    }

    var disconnects: [DisconnectReason] {
        all.compactMap { if case .disconnected(_, let reason) = $0 { reason } else { nil } }
    }

    /// Endpoints that are no longer bound or connected.
    var closings: [Endpoint] {
        all.compactMap { if case .closed(let endpoint) = $0 { endpoint } else { nil } }
    }

    var handshakes: Int {
        all.count { if case .handshakeSucceeded = $0 { true } else { false } }
    }

    var attempts: Int {
        all.count { if case .connecting = $0 { true } else { false } }
    }
}
