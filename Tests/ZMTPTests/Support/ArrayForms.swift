internal import ZMTP

extension FrameQueue {
    /// Appends a frame. Spans of temporary arrays are kept out of the tests: Swift 6.3.1 crashes on some of them.
    mutating func append(_ body: [UInt8], more: Bool) {
        append(copying: body.rawBytes, more: more)
    }
}

extension Greeting {
    init?(bytes: [UInt8]) { self.init(bytes.rawBytes) }
}

extension Command {
    init(bytes: [UInt8]) throws(ProtocolViolation) { try self.init(body: bytes.rawBytes) }
}
