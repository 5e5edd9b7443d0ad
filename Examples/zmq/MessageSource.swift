import ZeroMQ

/// The messages to send, one after the other, each in its time.
struct MessageSource {
    private let outgoing: Outgoing
    private let interval: Duration?
    /// How many are left; nil for as many as there are.
    private var remaining: Int?
    private var lines: LineSource?
    private var due: ContinuousClock.Instant?

    init(_ outgoing: Outgoing, times: Int?, interval: Duration?, in context: Context) throws(ZMQError) {
        self.outgoing = outgoing
        self.interval = interval
        remaining = times
        if case .lines = outgoing { lines = try LineSource(in: context) }
    }

    /// The next message when it is time for it; nil when there is none left.
    mutating func next() async throws -> Message? {
        if let remaining {
            guard remaining > 0 else { return nil }
            self.remaining = remaining - 1
        }
        let message: Message
        switch outgoing {
        case .nothing: return nil
        case .message(let fixed): message = fixed
        case .lines(let format):
            guard let line = try await lines?.next() else { return nil }
            message = try format.message(line)
        }
        if let interval {
            if let due { try await Task.sleep(until: due, clock: .continuous) }
            due = .now + interval
        }
        return message
    }
}
