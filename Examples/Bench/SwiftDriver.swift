internal import ZeroMQ

/// This package, by its public interface.
struct SwiftDriver: Driver {
    private let context = Context()

    init() throws {}

    func socket(_ type: SocketType, _ needs: SocketNeeds) throws -> SwiftSocket {
        var options = SocketOptions()
        if needs.unlimitedSending { options.sendHighWaterMark = 0 }
        if needs.unlimitedReceiving { options.receiveHighWaterMark = 0 }
        if needs.lingersForEver { options.linger = .forever }
        if needs.onlyConnected { options.immediate = true }
        if needs.noDrop { options.publisher.noDrop = true }
        return SwiftSocket(try ZeroMQ.Socket(type, in: context, options: options))
    }

    func finish() {
        context.terminate()
    }

    /// The asynchronous form of `finish`.
    func finishAwaiting() async {
        await context.terminate()
    }
}
