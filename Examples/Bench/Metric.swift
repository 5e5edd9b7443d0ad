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

    /// Whether more is better.
    var isBetterWhenHigher: Bool { self == .rate || self == .bandwidth }

    /// The figure.
    func value(of reading: Reading, in experiment: Experiment) -> Double {
        switch self {
        case .rate: reading.rate
        case .latency: Double(experiment.peers) / reading.rate / 2 * 1e6
        case .processor: reading.processorMicroseconds * 1000
        case .switches: reading.switches
        case .memory: reading.bytesPerPeer
        case .nanoseconds: 1e9 / reading.rate
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
        case .memory: Number.fixed(value / 1024, digits: 1) + " KiB"
        case .nanoseconds: Number.fixed(value, digits: value < 100 ? 1 : 0) + " ns"
        case .bandwidth: Number.short(value) + "B/s"
        }
    }

    /// The figure of a reading with its unit.
    func text(of reading: Reading, in experiment: Experiment) -> String {
        text(value(of: reading, in: experiment))
    }
}
