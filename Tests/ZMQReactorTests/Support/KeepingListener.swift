import ZMQReactor

/// Keeps the first peer it accepts.
final class KeepingListener: ByteListenerHandler, Sendable {
    let channel = Eventually<LaneConfined<any ByteChannel>>()

    func accepted(_ channel: any ByteChannel, at address: NetworkAddress) {
        self.channel.fulfil(LaneConfined(channel))
    }

    func acceptFailed(_ error: SystemError, at address: NetworkAddress) {}
}
