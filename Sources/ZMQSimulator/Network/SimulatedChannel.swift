internal import ZMQReactor

/// One end of a wire, as a connection sees it. Lane-confined.
final class SimulatedChannel: ByteChannel {
    let localAddress: String
    let remoteAddress: String
    var handler: (any ByteChannelHandler)?

    private let wire: Wire
    private let side: Wire.Side
    private let lane: SimulatedLane
    private let world: SimulatedWorld
    private var isOpen = true

    init(
        _ wire: Wire, _ side: Wire.Side, on lane: SimulatedLane, in world: SimulatedWorld,
        localAddress: String, remoteAddress: String
    ) {
        self.wire = wire
        self.side = side
        self.lane = lane
        self.world = world
        self.localAddress = localAddress
        self.remoteAddress = remoteAddress
        let confined = WeakConfined(self)
        wire.listen(side) { [wire] in
            guard wire.beginCheck(side) else { return }
            lane.post { confined.value?.check() }
        }
    }

    var wantsReading = false {
        didSet { if wantsReading, !oldValue { planCheck() } }
    }

    var wantsWriting = false {
        didSet { if wantsWriting, !oldValue { planCheck() } }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ByteChannelRead {
        lane.assertOnLane()
        guard isOpen else { return .ended }
        let (bytes, result) = wire.read(side, atMost: buffer.count)
        unsafe buffer.copyBytes(from: bytes)
        return result
    }

    func write(_ buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>) -> ByteChannelWrite {
        lane.assertOnLane()
        guard isOpen else { return .failed(.brokenPipe) }
        // No more than can be taken: the rest may be much.
        let room = wire.room(for: side)
        let bytes = unsafe buffers.reduce(into: [UInt8]()) { bytes, buffer in
            let count = min(buffer.count, room - bytes.count)
            if count > 0 {
                unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
        return wire.write(side, bytes)
    }

    func close() {
        guard isOpen else { return }
        isOpen = false
        wantsReading = false
        wantsWriting = false
        handler = nil
        wire.close(side)
        if wire.isOver { world.forget(wire) }
    }

    /// Calls the handler if there is a reason, and again as long as there is.
    private func planCheck() {
        guard isOpen, isDue, wire.beginCheck(side) else { return }
        let confined = LaneConfined(self)
        lane.post { confined.value.check() }
    }

    private var isDue: Bool {
        let ready = wire.readiness(side)
        return ready.readable && wantsReading || ready.writable && wantsWriting
    }

    private func check() {
        wire.endCheck(side)
        guard isOpen else { return }
        let ready = wire.readiness(side)
        if ready.readable, wantsReading { handler?.channelReadable() }
        // The handler may have closed the channel.
        if isOpen, wantsWriting, wire.readiness(side).writable { handler?.channelWritable() }
        planCheck()
    }
}

/// A lane-confined object that others may pass around without keeping it alive.
///
/// Safety: `value` is read only on the lane that the object belongs to; the reference itself is set once.
final class WeakConfined<Value: AnyObject>: @unchecked Sendable {
    private(set) weak var value: Value?

    init(_ value: Value) {
        self.value = value
    }
}
