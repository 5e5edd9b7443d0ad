public final class Peer: Sendable {}
