/// What sockets run on: lanes, a network and a clock. The real one is `DispatchReactor`; the simulator has its
/// own. One per context.
package protocol Reactor: AnyObject, Sendable {
    var network: any Network { get }

    /// The clock that all of the reactor's lanes share. Callable from any thread.
    var now: ContinuousClock.Instant { get }

    /// Makes a lane, or throws when the system has no descriptors left for it. Lanes live until `shutDown`.
    func makeLane(named name: String) throws(SystemError) -> any Lane

    /// Blocks the calling thread until `parker` is signalled or `deadline` has passed, and says whether it was
    /// signalled: for who waits for nothing that comes over a lane.
    func wait(for parker: Parker, until deadline: ContinuousClock.Instant?) -> Bool

    /// A random number: the system's, or one that follows from a simulation's seed. Callable from any thread.
    func randomNumber() -> UInt64

    /// Ends every lane. Jobs already submitted still run, timers do not. Never waits for user code;
    /// everything open on the lanes must have been closed before.
    func shutDown()
}

extension Reactor {
    package func randomNumber() -> UInt64 {
        UInt64.random(in: 0...UInt64.max)
    }
}
