import ZeroMQ

extension Diagnosis {
    /// Of a handshake that failed.
    ///
    /// - Parameters:
    ///   - type: the type of the socket on this side.
    ///   - limit: how long the handshake was allowed to take.
    init(_ failure: HandshakeFailure, as type: SocketType, limit: Duration) {
        if let other = failure.peerType {
            self.init(ours: type.name, theirs: other)
            return
        }
        switch failure {
        case .notZMTP(let bytes):
            let stranger = Stranger(firstBytes: bytes)
            self.init(
                failed: .greeting, seen: "the first bytes that came were \(Self.shown(bytes))",
                meaning: stranger.meaning, remedy: stranger.remedy)
        case .unsupportedVersion(let text):
            self.init(
                failed: .greeting, seen: text,
                meaning: "it is a ZeroMQ program, but an old one: version 3.2 has ZMTP 2.0, and 2.x has 1.0.",
                remedy: "allow its version (--zmtp1), or update the program.")
        case .mechanismMismatch(let ours, let theirs):
            self.init(
                failed: .security, seen: "\(ours) here, \(theirs) there",
                meaning: Self.meaning(ofMechanism: theirs),
                remedy: "set both sides up alike. This tool speaks NULL only, which is no security.")
        case .timedOut:
            self.init(
                failed: .greeting, seen: "nothing came within \(limit)",
                meaning:
                    "something accepts connections there, but a ZeroMQ peer greets at once. Other servers,"
                    + " HTTP for example, wait for their client to begin; or the program is stopped or stuck.",
                remedy: "check that the port is the right one, and that the program runs.")
        case .stalled(let version):
            self.init(
                failed: .types, seen: "the greeting came (\(version)), but nothing within \(limit) after it",
                meaning:
                    "the peer speaks ZMTP, but does not go on: it is stuck, or waits for whoever authenticates"
                    + " peers.",
                remedy: "look at the program there; a ZAP handler that does not answer has this effect.")
        case .incompatibleSocketTypes(let ours, let theirs): self.init(ours: ours, theirs: theirs)
        case .refusedByPeer(let reason):
            self.init(
                failed: .types, seen: "the peer refused, with the words: \(reason)",
                meaning: "the peer is a ZeroMQ socket that does not want this one.",
                remedy: "see its reason; if it is about types, it was asked by a \(type) socket here (--as).")
        case .connectionLost(let error):
            self.init(
                failed: .greeting,
                seen: error.map { "the connection broke: \($0.reason)" } ?? "the peer closed the connection",
                meaning:
                    "the peer did not like what it was sent and does not say why. Either it is no ZeroMQ program;"
                    + " or it is one that denies access, or whose type does not go with \(type).",
                remedy: "check the port and the type (--as); look at the log of the program there.")
        case .authentication(let status, let reason):
            self.init(
                failed: .security, seen: "authentication failed with status \(status): \(reason)",
                meaning: "the authenticator does not let this side in.",
                remedy: "check its rules and credentials.")
        case .cryptography(let text):
            self.init(
                failed: .security, seen: text, meaning: "the keys of the two sides do not fit.",
                remedy: "check the keys of both sides.")
        case .duplicateIdentity(let identity):
            self.init(
                failed: .types, seen: "the identity \(QuotedText.quote(identity.bytes)) is in use",
                meaning: "another peer with this identity is connected to the ROUTER.",
                remedy: "give every peer an identity of its own, or none.")
        case .protocolViolation(let text):
            self.init(
                failed: .types, seen: text,
                meaning: "what came looks like ZMTP, but breaks its rules.",
                remedy: "find out which program and version it is; this may be a bug of it, or of this one.")
        }
    }

    private init(ours: String, theirs: String) {
        let friends = Self.friends(of: theirs)
        let meaning =
            "\(theirs) does not talk to \(ours)"
            + (friends.isEmpty ? "; it is a type that is unknown here." : ", only to \(Self.list(friends)).")
        var remedy = "use a program that has such sockets."
        if let here = friends.first, let there = Self.friends(of: ours).first {
            remedy =
                "make the socket here a \(here) (--as \(here.lowercased())), or the one there a \(there)."
        }
        self.init(failed: .types, seen: "\(ours) here, \(theirs) there", meaning: meaning, remedy: remedy)
    }

    private static func friends(of type: String) -> [String] {
        SocketType.allCases.first { $0.name == type }?.friends.map(\.name) ?? []
    }

    /// `A, B and C`
    static func list(_ names: [String]) -> String {
        names.count < 2
            ? names.joined() : "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
    }

    private static func shown(_ bytes: [UInt8]) -> String {
        "\"\(QuotedText.quote(bytes))\""
    }

    private static func meaning(ofMechanism name: String) -> String {
        switch name {
        case "CURVE": "the peer is a ZeroMQ socket that wants every connection encrypted, with keys."
        case "PLAIN": "the peer is a ZeroMQ socket that wants a user name and a password."
        default: "the peer is a ZeroMQ socket with other security than this one."
        }
    }
}
