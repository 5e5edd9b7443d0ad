/// A serial place where connections run, with a clock and timers.
///
/// Everything that belongs to a connection (its channel, its protocol engine, its timers) is touched only by
/// whoever runs the lane at the moment: a Dispatch worker, a thread blocked in a receive that runs the lane
/// while it waits, or a simulation. There is never more than one at a time, so lane-confined objects need no
/// lock. Two conformers exist: the lane of the real reactor and the lane of the simulator.
package protocol Lane: AnyObject, Sendable {
    /// The lane's monotonic time. Callable from any thread.
    var now: ContinuousClock.Instant { get }

    /// Runs `job` on the lane, after everything submitted before it. Callable from any thread; never runs
    /// `job` before returning, unless the caller is the simulator.
    func execute(_ job: @escaping @Sendable () -> Void)

    /// Runs `task` on the lane soon: at once unless a thread that comes and goes in `wait` is expected back at once;
    /// then when it comes, or after two milliseconds. Callable from any thread; a burst of calls costs one wake-up.
    func schedule(_ task: LaneTaskReference)

    /// Runs `task` at once on the calling thread when nobody is running the lane, otherwise like `schedule`.
    /// For a lone message that should leave with its sender. Callable from any thread but not on the lane.
    func scheduleInline(_ task: LaneTaskReference)

    /// Blocks the calling thread until `parker` is signalled or `deadline` has passed, and says whether it was
    /// signalled. The thread may run the lane meanwhile.
    func wait(for parker: Parker, until deadline: ContinuousClock.Instant?) -> Bool

    /// Runs the lane on the calling thread for some microseconds, without sleeping. `isDone` is asked whenever
    /// something has happened; returns true as soon as it says so. Returns false at once when somebody else runs
    /// the lane, or when looking has not been worth it lately.
    func look(until isDone: () -> Bool) -> Bool

    /// Says that a task has been suspended until something happens on the lane. Meanwhile the lane does not rely
    /// on threads that come and go in `wait`. Balanced by `removeWaiter`. Callable from any thread.
    func addWaiter()

    /// Says that the suspended task goes on. Callable from any thread.
    func removeWaiter()

    /// Stops if the caller is not running this lane (debug builds only).
    func assertOnLane()

    /// Arms `timer`, replacing what it was armed for. On the lane only.
    func arm(_ timer: LaneTimer, at deadline: ContinuousClock.Instant)

    /// Disarms `timer`; nothing happens when it is not armed. On the lane only.
    func disarm(_ timer: LaneTimer)

    /// Prepares to watch a descriptor that is not the library's, for being readable, writable or both.
    /// `handler` is called on the lane, once for each `arm` of the watch. Callable from any thread.
    ///
    /// The watch works on a duplicate, so it is never confused by a number that is closed and taken again.
    /// Throws when `descriptor` is no open descriptor, and on lanes without descriptors.
    func watch(
        descriptor: Int32, reading: Bool, writing: Bool, handler: @escaping @Sendable () -> Void
    ) throws(SystemError) -> any DescriptorWatch
}

extension Lane {
    package func look(until isDone: () -> Bool) -> Bool { false }

    package func addWaiter() {}

    package func removeWaiter() {}

    package func watch(
        descriptor: Int32, reading: Bool, writing: Bool, handler: @escaping @Sendable () -> Void
    ) throws(SystemError) -> any DescriptorWatch {
        throw SystemError("watch", number: ErrorNumber.notSupported, detail: "the lane has no descriptors")
    }
}

/// Work that a lane runs whenever it has been scheduled: flushing a connection, for example.
package protocol LaneTask: AnyObject {
    /// On the lane only.
    func runOnLane()
}

/// A reference to a lane-confined task that other threads may pass around, to schedule it.
///
/// Safety: the reference is opened only by a lane, and a task is only ever scheduled on its own lane, so the
/// object behind it is never used by two threads at a time. `era` is guarded by the lock of that lane.
package final class LaneTaskReference: @unchecked Sendable {
    package let task: any LaneTask

    /// When the task was submitted last: see `LaneBaton.era`.
    var era: UInt64 = 0

    package init(_ task: any LaneTask) {
        self.task = task
    }
}

/// A lane-confined object in a box that may be captured by `Lane.execute`.
///
/// Safety: `value` is read only on the lane that the object belongs to.
package struct LaneConfined<Value>: @unchecked Sendable {
    package let value: Value

    package init(_ value: Value) {
        self.value = value
    }
}

/// One deadline of a lane-confined object. Lane-confined itself.
package final class LaneTimer {
    /// What happens when the deadline passes. On the lane only.
    package let action: () -> Void

    /// Where the timer stands in its lane's queue; owned by the lane.
    package var position: Int?

    /// What the timer is armed for; owned by the lane.
    package var deadline: ContinuousClock.Instant?

    /// Whether it may fire a millisecond late, so that no thread is woken for it alone.
    let isLenient: Bool

    package init(isLenient: Bool = false, action: @escaping () -> Void) {
        self.isLenient = isLenient
        self.action = action
    }
}
