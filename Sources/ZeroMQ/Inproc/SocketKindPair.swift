internal import ZMTP

/// Two socket types that are to talk to each other.
struct SocketKindPair {
    /// Whether the protocol lets them (TYPE-01).
    let isLegal: Bool

    init(_ one: SocketType, _ other: SocketType) {
        isLegal = SocketKind(one).accepts(SocketKind(other))
    }
}
