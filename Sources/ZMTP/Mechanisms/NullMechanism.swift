/// The mechanism without security: each side sends READY with its properties, in any order (NULL-01 to NULL-03).
package struct NullMechanism: Mechanism {
    package static let name = "NULL"

    private let metadata: Metadata
    private let asksFirst: Bool
    private var hasSentReady = false
    private var hasReceivedReady = false

    /// - Parameters:
    ///   - metadata: What our READY says.
    ///   - asksFirst: Whether somebody decides about the peer before READY is sent: the socket has a ZAP domain
    ///     (NULL-07).
    package init(metadata: Metadata, asksFirst: Bool = false) {
        self.metadata = metadata
        self.asksFirst = asksFirst
    }

    package var name: String { Self.name }
    package var isServer: Bool { false }
    package var permitsOlderPeers: Bool { !asksFirst }
    package var sendsErrors: Bool { true }
    package var hasGivenLastCommand: Bool { hasSentReady }

    /// READY goes out at once, without waiting for the peer's (NULL-02), unless somebody is asked first.
    package mutating func start() -> [MechanismAction] {
        if asksFirst { return [.ask(AuthenticationRequest(mechanism: Self.name))] }
        hasSentReady = true
        return [.send(.ready(metadata))]
    }

    package mutating func receive(_ command: Command) throws(ProtocolViolation) -> [MechanismAction] {
        // Only while READY is held back can a second command arrive here (NULL-06).
        guard !hasReceivedReady else { throw .unexpectedCommand(command.name) }
        switch command.name {
        case Command.readyName:
            hasReceivedReady = true
            let peer = try Metadata(parsing: command.data[...])
            return hasSentReady ? [.peer(peer), .complete] : [.peer(peer)]
        case Command.errorName:
            let reason = try PeerError(data: command.data)
            return [.refused(reason)]
        default:
            throw .unexpectedCommand(command.name)
        }
    }

    package mutating func accepted() throws(ProtocolViolation) -> [MechanismAction] {
        guard asksFirst, !hasSentReady else { return [] }
        hasSentReady = true
        return hasReceivedReady ? [.send(.ready(metadata)), .complete] : [.send(.ready(metadata))]
    }
}
