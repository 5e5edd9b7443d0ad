/// How much of our greeting was put out. A peer that may be of ZMTP 2.0 or 1.0 gets it in stages, because the later
/// octets depend on what it is (ZMTP-09).
struct GreetingProgress: Equatable, Sendable {
    /// The last stage that was put out.
    enum Stage: Equatable, Sendable {
        /// The signature: ten octets.
        case signature
        /// The major version too.
        case major
        /// All 64 octets.
        case whole
    }

    var stage = Stage.signature

    /// Whether an older peer would be served, so that stages are needed.
    var isStaged = false

    /// Whether the peer began with a signature, once known: V1-09 holds for peers that do not.
    var peerIsVersioned = true
}
