internal import ZMQReactor

/// Something on its way from one end of a wire to the other.
struct WireItem: Sendable {
    enum Content: Sendable {
        case bytes([UInt8])
        /// The other side closed its end.
        case end
    }

    let arrival: ContinuousClock.Instant
    var content: Content

    var byteCount: Int {
        if case .bytes(let bytes) = content { bytes.count } else { 0 }
    }
}
