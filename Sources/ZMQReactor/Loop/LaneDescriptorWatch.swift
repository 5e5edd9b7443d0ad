internal import Synchronization

/// Watches a duplicate of a foreign descriptor in the event queue of a lane, one event at a time.
///
/// Queued only while armed: a descriptor that is ready and that nobody reads would keep the lane busy for ever.
///
/// Safety: `token`, `isArmed`, `isCancelled` and `timer` are touched on the lane only; the rest never changes or has a
/// lock.
final class LaneDescriptorWatch: DescriptorWatch, EventTarget, @unchecked Sendable {
    /// How long to wait when the event queue has no place for the descriptor.
    private static let pause = Duration.milliseconds(10)

    private let lane: DispatchLane
    private let interest: Readiness
    private let handler: @Sendable () -> Void
    /// Nil once cancelled.
    private let descriptor: Guarded<FileDescriptor?>

    /// Whether the handler is going to be called, so that arming again costs nothing.
    private let isAwaited = Atomic<Bool>(false)

    private var token: UInt64?
    private var isArmed = false
    private var isCancelled = false
    private lazy var timer = LaneTimer { [weak self] in self?.tell() }

    init(
        descriptor: Int32, interest: Readiness, on lane: DispatchLane, handler: @escaping @Sendable () -> Void
    ) throws(SystemError) {
        self.descriptor = Guarded(try Syscalls.duplicate(descriptor))
        self.lane = lane
        self.interest = interest
        self.handler = handler
    }

    var readiness: DescriptorReadiness {
        let interest = interest
        let found: Readiness = descriptor.withLock { descriptor in
            guard let number = descriptor?.number else { return .hungUp }
            return Syscalls.readiness(of: number, interest)
        }
        return DescriptorReadiness(
            isReadable: found.contains(.readable), isWritable: found.contains(.writable),
            isHungUp: found.contains(.hungUp))
    }

    func arm() {
        // pairs with the store in tell(): who sees true here will be told after having looked.
        if isAwaited.exchange(true, ordering: .acquiringAndReleasing) { return }
        lane.execute { self.armOnLane() }
    }

    func cancel() {
        lane.execute { self.cancelOnLane() }
    }

    func handle(_ readiness: Readiness) {
        disarm()
        tell()
    }

    private func tell() {
        isAwaited.store(false, ordering: .releasing)
        handler()
    }

    private func armOnLane() {
        guard !isArmed, !isCancelled else { return }
        let token = token ?? lane.runner.insert(self)
        self.token = token
        let (runner, interest) = (lane.runner, interest)
        do throws(SystemError) {
            isArmed = try descriptor.withLock { (descriptor) throws(SystemError) in
                guard let number = descriptor?.number else { return false }
                try runner.add(number, token: token, interest: interest)
                return true
            }
        } catch {
            lane.arm(timer, at: lane.now.advanced(by: Self.pause))
        }
    }

    private func disarm() {
        guard isArmed else { return }
        isArmed = false
        let (runner, interest) = (lane.runner, interest)
        descriptor.withLock { descriptor in
            // The event queue of a lane that has ended is closed.
            guard let number = descriptor?.number, runner.source != nil else { return }
            runner.events.remove(number, previous: interest)
        }
    }

    /// The duplicate shares the event queue's registration with the original, so closing it is not enough.
    private func cancelOnLane() {
        isCancelled = true
        disarm()
        lane.disarm(timer)
        if let token { lane.runner.remove(token) }
        token = nil
        descriptor.withLock { $0 = nil }
    }
}

extension DispatchLane {
    package func watch(
        descriptor: Int32, reading: Bool, writing: Bool, handler: @escaping @Sendable () -> Void
    ) throws(SystemError) -> any DescriptorWatch {
        var interest: Readiness = reading ? .readable : []
        if writing { interest.insert(.writable) }
        return try LaneDescriptorWatch(
            descriptor: descriptor, interest: interest, on: self, handler: handler)
    }
}
