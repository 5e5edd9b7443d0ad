/// A figure that is read off a measurement.
enum Metric: String, Sendable {
    /// Messages per second.
    case rate
    /// Half of a round trip, in microseconds.
    case latency
    /// Processor time for each message, in nanoseconds.
    case processor
    /// Context switches for each message.
    case switches
    /// Resident bytes for each peer.
    case memory
    /// Time for each message, in nanoseconds.
    case nanoseconds
    /// Bytes of messages per second.
    case bandwidth
    /// The share of their rate that the others keep when one peer stops.
    case keptRate
    /// The growth of memory when one peer stops, as a share of all queues of all peers, full at both ends. The
    /// peers that go on have something in theirs as well, now more and now less.
    case backlog

    /// Whether more is better.
    var isBetterWhenHigher: Bool { self == .rate || self == .bandwidth || self == .keptRate }

    /// The figure.
    func value(of reading: Reading, in experiment: Experiment) -> Double {
        switch self {
        case .rate: reading.rate
        case .latency: Double(experiment.peers) / reading.rate / 2 * 1e6
        case .processor: reading.processorMicroseconds * 1000
        case .switches: reading.switches
        case .memory: reading.bytesPerPeer
        case .nanoseconds: 1e9 / reading.rate
        case .keptRate: reading.keptRate
        case .backlog:
            reading.grownBytes
                / Double(2 * Self.highWaterMark * experiment.size * experiment.peers)
        case .bandwidth:
            experiment.workload == .rawStream ? reading.rate : reading.rate * Double(experiment.size)
        }
    }

    /// The figure with its unit.
    func text(_ value: Double) -> String {
        switch self {
        case .rate: Number.short(value) + "/s"
        case .latency: Number.fixed(value, digits: value < 10 ? 2 : 1) + " us"
        case .processor: Number.fixed(value, digits: value < 100 ? 1 : 0) + " ns cpu"
        case .switches: Number.fixed(value, digits: 4) + " switches"
        case .memory: Number.fixed(value, digits: 0) + " B"
        case .nanoseconds: Number.fixed(value, digits: value < 100 ? 1 : 0) + " ns"
        case .bandwidth: Number.short(value) + "B/s"
        case .keptRate, .backlog: Number.fixed(value, digits: 2)
        }
    }

    /// The default of both libraries, in messages.
    private static let highWaterMark = 1000

    /// The figure of a reading with its unit.
    func text(of reading: Reading, in experiment: Experiment) -> String {
        text(value(of: reading, in: experiment))
    }
}
