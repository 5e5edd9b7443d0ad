/// Tells a poller that one of its items may be ready.
final class PollSignal: SocketObserver {
    private let item: PollItem
    private let core: PollerCore

    init(_ item: PollItem, of core: PollerCore) {
        self.item = item
        self.core = core
    }

    func socketMayBeReady() {
        core.signal(item)
    }
}
