import Synchronization
import ZeroMQ

/// What a monitor prints: each event with its time, and explanations once.
final class MonitorLog: Sendable {
    private struct State {
        var explained: Set<Diagnosis> = []
        var hasSeenPeer = false
    }

    private let start = ContinuousClock.now
    private let state = Mutex(State())

    /// Whether a handshake has succeeded.
    var hasSeenPeer: Bool { state.withLock { $0.hasSeenPeer } }

    /// Prints an event.
    func tell(_ event: SocketEvent) {
        line(event.description, time: Self.text(.now - start))
    }

    /// Prints a remark that belongs to what was printed before.
    func say(_ text: String) {
        line(text, time: "")
    }

    /// Prints a diagnosis, unless it is known.
    func explain(_ diagnosis: Diagnosis) {
        guard state.withLock({ $0.explained.insert(diagnosis).inserted }) else { return }
        diagnosis.lines.forEach(say)
    }

    /// Tells who the peer is.
    func introduce(_ peer: PeerInfo, to type: SocketType) {
        state.withLock { state in
            state.hasSeenPeer = true
            // What fails now, after it worked, is news again.
            state.explained = []
        }
        say(
            "The peer is a \(peer.socketType.isEmpty ? "socket that does not tell its type" : peer.socketType)."
        )
        if let identity = peer.routingID { say("Its identity is \(QuotedText.quote(identity.bytes)).") }
        for name in peer.properties.keys.sorted() where name.uppercased().hasPrefix("X-") {
            say(
                "It says \(QuotedText.quote(Array(name.utf8))): \(QuotedText.quote(peer.properties[name] ?? []))"
            )
        }
        if let version = peer.zmtpVersion, version < .init(major: 3, minor: 0) {
            say("It is an old program: \(version) knows neither heartbeats nor security.")
        }
        say("Messages can flow between it and a \(type).")
    }

    /// Tells how to watch a peer that hands its messages to whoever connects.
    func advise(on type: String, at endpoint: Endpoint) {
        let friends = SocketType.allCases.first { $0.name == type }?.friends ?? []
        guard let friend = friends.first else { return say("Its type is unknown here.") }
        say(
            "It talks to \(Diagnosis.list(friends.map(\.name))), and may send messages to whoever connects as one:"
        )
        say(
            "they would be taken from others. If that does not matter: zmq monitor --as \(friend.command) \(endpoint)"
        )
    }

    private static let column = 9

    private func line(_ text: String, time: String) {
        Console.line(String(repeating: " ", count: max(0, Self.column - time.count)) + time + "  " + text)
    }

    /// Seconds with three digits behind the point.
    private static func text(_ time: Duration) -> String {
        let (seconds, attoseconds) = time.components
        let digits = String(attoseconds / 1_000_000_000_000_000)
        return "\(seconds)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
