/// A connected TCP or Unix socket on a lane. Lane-confined.
final class SocketChannel: ByteChannel, EventTarget {
    let remoteAddress: String
    let localAddress: String
    var handler: (any ByteChannelHandler)?

    private var lane: DispatchLane
    private var descriptor: FileDescriptor?
    /// What the lane's event queue calls the channel, once it knows it.
    private var token: UInt64?

    /// What the event queue watches the descriptor for; nil when it does not have it.
    private var watched: Readiness?

    /// Takes over a connected, non-blocking socket. On the lane.
    init(
        _ descriptor: consuming FileDescriptor, on lane: DispatchLane, localAddress: String,
        remoteAddress: String
    ) {
        self.lane = lane
        self.localAddress = localAddress
        self.remoteAddress = remoteAddress
        self.descriptor = consume descriptor
    }

    var wantsReading = false {
        didSet { if wantsReading, !oldValue { watch() } }
    }

    var wantsWriting = false {
        didSet {
            if wantsWriting == oldValue || descriptor == nil { return }
            lane.runner.writers += wantsWriting ? 1 : -1
            if wantsWriting { watch() }
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ByteChannelRead {
        guard let number = descriptor?.number else { return .ended }
        return unsafe Syscalls.receive(number, into: buffer)
    }

    func write(_ buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>) -> ByteChannelWrite {
        guard let number = descriptor?.number else { return .failed(.closedChannel) }
        return unsafe Syscalls.send(number, buffers)
    }

    func move(to lane: any Lane) -> Bool {
        guard token == nil, let lane = lane as? DispatchLane else { return false }
        self.lane = lane
        return true
    }

    func finishWriting() -> Bool {
        guard let number = descriptor?.number else { return false }
        Syscalls.finishWriting(number)
        return Syscalls.hasUnacknowledgedBytes(number)
    }

    func close() {
        guard descriptor != nil else { return }
        lane.assertOnLane()
        wantsWriting = false
        wantsReading = false
        handler = nil
        // Closing takes the descriptor off the event queue as well; events already fetched find no target.
        if let token { lane.runner.remove(token) }
        token = nil
        descriptor = nil
        watched = nil
    }

    func handle(_ readiness: Readiness) {
        let hasHungUp = readiness.contains(.hungUp)
        let isReadable = readiness.contains(.readable) || hasHungUp
        let isWritable = readiness.contains(.writable) || hasHungUp
        settle(hasHungUp: hasHungUp)
        if isReadable, wantsReading { handler?.channelReadable() }
        // The handler may have closed the channel.
        if isWritable, wantsWriting, descriptor != nil { handler?.channelWritable() }
    }

    /// What the users of the channel are interested in now.
    private var interest: Readiness {
        var interest: Readiness = wantsReading ? .readable : []
        if wantsWriting { interest.insert(.writable) }
        return interest
    }

    /// Sees to it that everything wanted is watched for. Things no longer wanted are left to `settle`: they
    /// are often wanted again before anything happens.
    private func watch() {
        guard let number = descriptor?.number else { return }
        let previous = watched
        let wanted = interest.union(previous ?? [])
        if wanted == previous { return }
        let token = token ?? lane.runner.insert(self)
        self.token = token
        do {
            if let previous {
                try lane.runner.events.modify(number, token: token, from: previous, to: wanted)
            } else {
                try lane.runner.add(number, token: token, interest: wanted)
            }
            watched = wanted
        } catch {
            // Without the event queue the channel would be silent for ever; let the handler find the error.
            let channel = LaneConfined(self)
            lane.execute { channel.value.handle(.hungUp) }
        }
    }

    /// Something has happened: stops watching for what nobody wants, so that it does not happen for ever.
    private func settle(hasHungUp: Bool) {
        guard let number = descriptor?.number, let token, let previous = watched else { return }
        let wanted = interest
        if hasHungUp, wanted.isEmpty {
            // Hang-ups are reported wanted or not. Watching begins again when reading or writing is wanted.
            lane.runner.events.remove(number, previous: previous)
            watched = nil
        } else if wanted != previous,
            (try? lane.runner.events.modify(number, token: token, from: previous, to: wanted)) != nil
        {
            watched = wanted
        }
    }
}
