import Foundation
import Testing
import ZMQReactor

/// Stands between two sockets: hands on what one sends to the other, knows which commands passed, and can hand on
/// nothing more while both connections stay. Serves the first connection only.
final class WireRelay: Sendable {
    /// Who sends: the side that connected to the relay, or the one that the relay connected to.
    enum Side: Sendable, CaseIterable {
        case connected, bound
    }

    private let listener: WireListener
    private let traffic = RelayTraffic()

    /// Where the connecting side has to connect to.
    var endpoint: String { listener.endpoint }

    /// Stands before the socket that is bound to `target`.
    init(before target: String, over transport: WireTransport) throws {
        let listener = try WireListener(over: transport)
        self.listener = listener
        let traffic = traffic
        Thread.detachNewThread {
            guard let front = try? listener.accept() else { return }
            guard let back = try? WirePeer(connectingTo: target) else { return }
            traffic.begin(front, back)
            Thread.detachNewThread {
                back.pass(to: front) { traffic.takes($0, from: .bound) }
                traffic.sideEnded()
            }
            front.pass(to: back) { traffic.takes($0, from: .connected) }
            traffic.sideEnded()
        }
    }

    deinit {
        traffic.end()
    }

    /// How often a command passed.
    func count(of command: String, from side: Side) -> Int {
        traffic.count(of: command, from: side)
    }

    /// From now on nothing passes any more.
    func freeze() {
        traffic.freeze()
    }
}

/// What passes through a relay.
private final class RelayTraffic: Sendable {
    private struct State {
        var peers: [WirePeer] = []
        var scanners: [WireRelay.Side: CommandScanner] = [:]
        var isFrozen = false
        var hasEnded = false
    }

    // Not a `Mutex`, whose accesses the thread sanitizer takes for races on Linux.
    private let state = Guarded(State())

    func begin(_ peers: WirePeer...) {
        let hasEnded = state.withLock { state in
            state.peers = peers
            return state.hasEnded
        }
        if hasEnded { end() }
    }

    /// The other side learns of it, unless nothing passes.
    func sideEnded() {
        if !state.withLock(\.isFrozen) { end() }
    }

    func end() {
        let peers = state.withLock { state in
            state.hasEnded = true
            return state.peers
        }
        for peer in peers { peer.shutDown() }
    }

    func freeze() {
        state.withLock { $0.isFrozen = true }
    }

    func takes(_ bytes: [UInt8], from side: WireRelay.Side) -> Bool {
        state.withLock { state in
            state.scanners[side, default: CommandScanner()].scan(bytes)
            return !state.isFrozen
        }
    }

    func count(of command: String, from side: WireRelay.Side) -> Int {
        state.withLock { $0.scanners[side]?.counts[command] ?? 0 }
    }
}

/// Counts the commands in what one side sends.
private struct CommandScanner {
    private(set) var counts: [String: Int] = [:]
    private var rest: [UInt8] = []
    private var isGreeted = false

    mutating func scan(_ bytes: [UInt8]) {
        rest += bytes
        if !isGreeted {
            guard rest.count >= 64 else { return }
            rest.removeFirst(64)
            isGreeted = true
        }
        while let frame = nextFrame() {
            guard frame.isCommand, let length = frame.body.first else { continue }
            let name = String(decoding: frame.body.dropFirst().prefix(Int(length)), as: UTF8.self)
            counts[name, default: 0] += 1
        }
    }

    private mutating func nextFrame() -> (isCommand: Bool, body: [UInt8])? {
        guard let flags = rest.first else { return nil }
        let header = flags & 2 == 0 ? 2 : 9
        guard rest.count >= header else { return nil }
        let length = rest[1..<header].reduce(0) { $0 << 8 | Int($1) }
        guard rest.count >= header + length else { return nil }
        defer { rest.removeFirst(header + length) }
        return (flags & 4 != 0, Array(rest[header..<header + length]))
    }
}
