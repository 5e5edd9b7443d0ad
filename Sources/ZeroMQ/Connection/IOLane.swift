internal import ZMQReactor
internal import ZMTP

/// One lane of a context, and what its connections share.
final class IOLane: Sendable {
    let lane: any Lane
    let index: Int

    private let confined: LaneConfined<Shared>

    /// What is touched on the lane only.
    final class Shared {
        /// Where connections read into.
        var chunks = ReceiveChunks()
    }

    init(_ lane: any Lane, index: Int) {
        self.lane = lane
        self.index = index
        confined = LaneConfined(Shared())
    }

    /// On the lane only.
    var shared: Shared { confined.value }
}
