import ZeroMQ

extension Message {
    /// A message of `frames`.
    init(frames: [[UInt8]]) {
        self.init(frames.map { Frame($0) })
    }

    /// The bytes of each frame.
    var frameBytes: [[UInt8]] { map(\.bytes) }

    /// Each frame as text.
    var texts: [String] { map(\.text) }
}
