internal import ZMQReactor
internal import ZMTP

/// One lane of a context, and what its connections share.
final class IOLane: Sendable {
    let lane: any Lane
    let index: Int

    private let confined: LaneConfined<Unchecked<ReceiveChunks>>

    init(_ lane: any Lane, index: Int) {
        self.lane = lane
        self.index = index
        confined = LaneConfined(Unchecked(ReceiveChunks()))
    }

    /// Where connections read into. On the lane only.
    var chunks: Unchecked<ReceiveChunks> { confined.value }
}
