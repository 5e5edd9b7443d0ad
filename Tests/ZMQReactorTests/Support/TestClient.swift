import ZMQReactor

/// One connected channel that collects what arrives.
///
/// Safety: everything but the constants and what is behind locks is touched on the lane only.
final class TestClient: ByteChannelHandler, @unchecked Sendable {
    let lane: any Lane
    let remoteAddress: String
    let localAddress: String
    let ended = Eventually<Bool>()
    /// Its lane keeps it; to be kept by its handler as well would be for ever.
    private weak var channel: (any ByteChannel)?
    private var outgoing: ArraySlice<UInt8> = []
    private var collected: [UInt8] = []
    private var wanted = 0
    private var onArrival: (() -> Void)?

    /// On the lane.
    init(_ channel: any ByteChannel, on lane: any Lane) {
        self.lane = lane
        self.channel = channel
        remoteAddress = channel.remoteAddress
        localAddress = channel.localAddress
        channel.handler = self
        channel.wantsReading = true
    }

    /// Sends `bytes` and waits for as many.
    func exchange(_ bytes: [UInt8]) throws -> [UInt8] {
        let arrived = Eventually<[UInt8]>()
        lane.execute { self.begin(bytes) { arrived.fulfil($0) } }
        return try arrived.value()
    }

    /// Sends `bytes` and calls `completion` with as many. On the lane.
    func begin(_ bytes: [UInt8], completion: @escaping ([UInt8]) -> Void) {
        outgoing = bytes[...]
        collected = []
        wanted = bytes.count
        onArrival = { [unowned self] in completion(self.collected) }
        channelWritable()
    }

    func close() {
        lane.execute { self.channel?.close() }
    }

    func setReading(_ wantsReading: Bool) {
        lane.execute { self.channel?.wantsReading = wantsReading }
    }

    func channelReadable() {
        guard let channel else { return }
        switch channel.receive(upTo: 65536) {
        case .success(let bytes):
            collected += bytes
            if collected.count >= wanted, let onArrival {
                self.onArrival = nil
                onArrival()
            }
        case .failure(.wouldBlock): break
        case .failure:
            channel.close()
            ended.fulfil(true)
        }
    }

    func channelWritable() {
        guard let channel else { return }
        guard let count = channel.send(Array(outgoing)) else {
            channel.close()
            return ended.fulfil(false)
        }
        outgoing = outgoing.dropFirst(count)
        channel.wantsWriting = !outgoing.isEmpty
    }
}
