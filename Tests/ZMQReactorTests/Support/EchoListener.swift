import ZMQReactor

/// Accepts peers and sends back what they send. Closes when they do.
///
/// Safety: touched on its lane only, but for what is behind locks.
final class EchoListener: ByteListenerHandler, @unchecked Sendable {
    let accepted = Guarded(0)
    let ended = Eventually<Bool>()
    let failure = Eventually<SystemError>()

    func accepted(_ channel: any ByteChannel, at address: NetworkAddress) {
        accepted.withLock { $0 += 1 }
        channel.handler = Echo(channel, ended: ended)
        channel.wantsReading = true
    }

    func acceptFailed(_ error: SystemError, at address: NetworkAddress) {
        failure.fulfil(error)
    }
}

/// One peer's echo.
private final class Echo: ByteChannelHandler {
    /// Its lane keeps it, and calls nobody when it has let go of it.
    private unowned let channel: any ByteChannel
    private let ended: Eventually<Bool>
    private var pending: [UInt8] = []

    init(_ channel: any ByteChannel, ended: Eventually<Bool>) {
        self.channel = channel
        self.ended = ended
    }

    func channelReadable() {
        switch channel.receive(upTo: 4096) {
        case .success(let bytes): pending += bytes
        case .failure(.wouldBlock): return
        case .failure:
            channel.close()
            ended.fulfil(true)
            return
        }
        channelWritable()
    }

    func channelWritable() {
        guard let count = channel.send(pending) else { return channel.close() }
        pending.removeFirst(count)
        channel.wantsWriting = !pending.isEmpty
    }
}
