import TestSeeds
import Testing
import WireFuzz
import ZMTP
import ZeroMQ

/// A socket that listens, and strangers that send it what they should not.
struct BesiegedSocket {
    let context: Context
    let socket: Socket
    let endpoint: Endpoint

    private var type: SocketType { socket.type }

    init(
        _ type: SocketType, over transport: TransportUnderTest, in context: Context, allowsZMTP1: Bool
    ) throws {
        self.context = context
        socket = try Socket(type, in: context, options: SocketOptions(allowsZMTP1: allowsZMTP1))
        switch type {
        case .sub: try socket.subscribe(to: "")
        case .xsub: try socket.subscribe(to: "")
        default: break
        }
        endpoint = try socket.bind(transport.anyEndpoint)
    }

    /// Lets some strangers connect, talk all at once, and go in this way or that. When it returns, the socket has
    /// looked at all that was sent by those that did not break their connections.
    func attack(by count: Int, using random: inout SeededRandom) throws {
        var strangers: [(connection: RawConnection, rest: ArraySlice<UInt8>)] = []
        for _ in 0..<count {
            strangers.append((try RawConnection(to: endpoint), speech(using: &random)[...]))
        }
        while let index = strangers.indices.filter({ !strangers[$0].rest.isEmpty })
            .randomElement(using: &random)
        {
            let size = [1, 10, 64, 100, 1_000_000].randomElement(using: &random) ?? 1
            try strangers[index].connection.send(strangers[index].rest.prefix(size))
            strangers[index].rest = strangers[index].rest.dropFirst(size)
        }
        for stranger in strangers {
            switch Int.random(in: 0..<8, using: &random) {
            case 0: break
            case 1: stranger.connection.breaksWhenClosed()
            default: try stranger.connection.finish()
            }
        }
    }

    /// What a stranger says: octets at random, alone or after a good beginning, or a spoiled conversation.
    private func speech(using random: inout SeededRandom) -> [UInt8] {
        let kinds = SocketKind.allCases.filter { kind in
            SocketKind(rawValue: type.rawValue).map { $0.accepts(kind) } ?? true
        }
        // Strangers of a type that fits get further.
        let kind = (Int.random(in: 0..<8, using: &random) == 0 ? SocketKind.allCases : kinds)
            .randomElement(using: &random)
        let conversation = HostileBytes.conversation(as: kind ?? .pair, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            return HostileBytes.octets(Int.random(in: 1...400, using: &random), using: &random)
        case 1:
            let start = conversation.prefix(Int.random(in: 1...3, using: &random)).flatMap(\.self)
            return start + HostileBytes.octets(Int.random(in: 1...400, using: &random), using: &random)
        case 2:
            // A frame that is too large for the buffer that connections share, and never ends.
            let size = Int.random(in: 30_000...400_000, using: &random)
            return conversation.prefix(3).flatMap(\.self) + [2, 0, 0, 0x10, 0, 0, 0, 0, 0]
                + [UInt8](repeating: 7, count: size)
        default:
            return HostileBytes.spoiled(conversation, using: &random)
        }
    }

    /// Exchanges a message with a good peer, all others being gone.
    func serves(_ text: String) async throws {
        try drain()
        try await socket.hasPeers(0)
        let partner = try Socket(type.partner, in: context)
        defer { partner.close() }
        if partner.type == .sub { try partner.subscribe(to: "") }
        try await partner.connect(endpoint).ready(timeout: patience)
        let message = Message(text)
        switch type {
        case .pub, .xpub:
            try await socket.subscribers(of: Frame(text), atLeast: 1, timeout: patience)
            try await give(message, from: socket, to: partner)
        case .push:
            try await give(message, from: socket, to: partner)
        case .sub, .xsub:
            try await partner.subscribers(of: Frame(text), atLeast: 1, timeout: patience)
            try await give(message, from: partner, to: socket)
        case .pull:
            try await give(message, from: partner, to: socket)
        case .req:
            try await give(message, from: socket, to: partner)
            try await give(message, from: partner, to: socket)
        case .pair, .dealer, .router, .rep:
            // With the name of the partner in front when this is a ROUTER.
            let received = try await give(message, from: partner, to: socket)
            try await give(received, from: socket, to: partner)
        }
    }

    @discardableResult
    private func give(_ message: Message, from sender: Socket, to receiver: Socket) async throws -> Message {
        try await sender.send(message, timeout: patience)
        while true {
            let received = try await receiver.next()
            if received.last == message.last { return received }
            // Something that a stranger sent, and that came late.
            if receiver.type == .rep { try await receiver.send("") }
        }
    }

    /// Takes what strangers sent: a queue that is full would not be read on. REQ receives only what it asked for.
    private func drain() throws {
        if type == .req { return }
        while type.canReceive, try socket.tryReceive() != nil {
            if type == .rep { _ = try socket.trySend("") }
        }
    }
}

extension SocketType {
    /// A type that this one can exchange a message with.
    var partner: SocketType {
        switch self {
        case .pair: .pair
        case .pub, .xpub: .sub
        case .sub, .xsub: .pub
        case .req: .rep
        case .rep: .req
        case .dealer, .router: .dealer
        case .pull: .push
        case .push: .pull
        }
    }
}
