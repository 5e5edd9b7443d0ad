internal import Synchronization

/// Reports what happens to the connections of a libzmq socket.
///
/// It is made before the socket binds or connects, or the first events are missed. Not thread-safe, but it may
/// be used on another thread than the socket, and handed over as a socket may.
package final class ForeignMonitor: Sendable {
    private let events: ForeignSocket

    /// Starts to watch `socket`; throws when it is watched already or the library cannot do it.
    package init(_ socket: ForeignSocket) throws(ForeignError) {
        let library = socket.library
        guard let monitor = unsafe library.socketMonitor else {
            throw ForeignError("zmq_socket_monitor", number: 0, reason: "not in this library")
        }
        let number = Self.count.add(1, ordering: .relaxed).newValue  // only has to be unique
        let endpoint = "inproc://monitor-\(number)"
        try library.check("zmq_socket_monitor") { unsafe monitor(socket.handle, endpoint, Self.allEvents) }
        events = try ForeignSocket(.pair, in: socket.context)
        try events.connect(endpoint)
    }

    /// Waits for the next event, or returns nil when there is none within `timeout`.
    package func next(timeout: Duration = ForeignSocket.patience) throws(ForeignError) -> ForeignEvent? {
        try events.receive(timeout: timeout).flatMap { ForeignEvent($0) }
    }

    /// Waits for an event of `kind`, skipping others, or returns nil when there is none within `timeout`.
    package func first(
        _ kind: ForeignEvent.Kind, timeout: Duration = ForeignSocket.patience
    ) throws(ForeignError) -> ForeignEvent? {
        let deadline = ContinuousClock.now + timeout
        while true {
            let rest = max(.zero, ContinuousClock.now.duration(to: deadline))
            guard let event = try next(timeout: rest) else { return nil }
            if event.kind == kind { return event }
        }
    }

    /// `ZMQ_EVENT_ALL`.
    private static let allEvents: Int32 = 0xFFFF

    private static let count = Atomic<Int>(0)
}
