/// What `micro` is to do.
struct MicroJob: Sendable {
    let transport: Transport
    /// Bytes of a message.
    let size: Int
    /// Messages of a round.
    let count: Int
    let rounds: Int
    let policy: MessagePolicy

    /// Messages that go ahead of the first round.
    var warmUp: Int { min(count, 100_000) }

    /// All messages.
    var total: Int { warmUp + count * rounds }
}
