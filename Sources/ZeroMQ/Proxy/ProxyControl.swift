internal import Synchronization
internal import ZMQReactor

/// Where the threads that steer a proxy meet the one that runs it.
final class ProxyControl: Sendable {
    /// What the proxy is told to do.
    enum Order: UInt8, AtomicRepresentable {
        case run
        case pause
        case terminate
    }

    private struct Report {
        var state = ProxyState.idle
        var statistics = ProxyStatistics()
        /// The one who runs, resumed when the order changes.
        var runner: Waiter?
    }

    // Relaxed: the order is all there is; the waiter is resumed through a lock.
    private let current = Atomic<Order>(.run)
    private let report = Guarded(Report())

    @inline(__always)
    var order: Order { current.load(ordering: .relaxed) }

    var state: ProxyState { report.withLock { $0.state } }
    var statistics: ProxyStatistics { report.withLock { $0.statistics } }

    /// Gives an order. Nothing comes after the order to terminate.
    func give(_ order: Order) {
        var seen = current.load(ordering: .relaxed)
        while seen != .terminate {
            let attempt = current.weakCompareExchange(
                expected: seen, desired: order, ordering: .relaxed)
            if attempt.exchanged { break }
            seen = attempt.original
        }
        let runner = report.withLock { report in
            if order == .terminate, report.state == .idle { report.state = .terminated }
            return report.runner
        }
        runner?.resume()
    }

    /// Says who runs, and in which state that is now.
    func setRunner(_ runner: Waiter?, _ state: ProxyState) {
        report.withLock { report in
            report.runner = runner
            report.state = state
        }
    }

    func setState(_ state: ProxyState) {
        report.withLock { $0.state = state }
    }

    func count(_ body: (inout ProxyStatistics) -> Void) {
        report.withLock { body(&$0.statistics) }
    }
}
