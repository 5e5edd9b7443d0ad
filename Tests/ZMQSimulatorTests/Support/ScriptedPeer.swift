import ZMQReactor
import ZMQSimulator

/// One end of a connection, played by a test byte by byte.
///
/// Safety: everything that changes is touched on the lane, or by the test between two events of the simulation.
final class ScriptedPeer: ByteChannelHandler, @unchecked Sendable {
    private let channel: any ByteChannel
    private let lane: any Lane
    private var unsent: [UInt8] = []

    /// What the other side sent so far.
    private(set) var received: [UInt8] = []

    /// Whether the other side closed the connection, or it broke.
    private(set) var hasEnded = false

    /// Whether what arrives is read.
    var reads = true {
        didSet { lane.execute { [self] in channel.wantsReading = reads } }
    }

    init(_ channel: any ByteChannel, on lane: any Lane) {
        self.channel = channel
        self.lane = lane
        channel.handler = self
        channel.wantsReading = true
    }

    /// Sends bytes, as soon as the simulation runs.
    func send(_ bytes: [UInt8]) {
        lane.execute { [self] in
            unsent += bytes
            channelWritable()
        }
    }

    func close() {
        lane.execute { [self] in channel.close() }
    }

    func channelReadable() {
        var bytes = [UInt8](repeating: 0, count: 4096)
        switch unsafe bytes.withUnsafeMutableBytes({ unsafe channel.read(into: $0) }) {
        case .bytes(let count): received += bytes[..<count]
        case .wouldBlock: break
        case .ended, .failed:
            hasEnded = true
            channel.close()
        }
    }

    func channelWritable() {
        let written = unsafe unsent.withUnsafeBytes { bytes in
            unsafe [bytes].withUnsafeBufferPointer { unsafe channel.write($0) }
        }
        if case .bytes(let count) = written { unsent.removeFirst(count) }
        channel.wantsWriting = !unsent.isEmpty && !hasEnded
    }
}
