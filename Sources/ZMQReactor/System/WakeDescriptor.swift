/// The writing side of an event queue's wake-up. Thread-safe.
final class WakeDescriptor: Sendable {
    /// Nil once closed. The lock keeps a late waker from writing into a descriptor that has come in its place.
    private let descriptor: Guarded<FileDescriptor?>

    init(_ descriptor: consuming sending FileDescriptor) {
        self.descriptor = Guarded(descriptor)
    }

    /// Wakes who waits on the queue, or the next one who does.
    func wake() {
        descriptor.withLock { descriptor in
            if let number = descriptor?.number { Syscalls.writeWord(number) }
        }
    }

    func close() {
        descriptor.withLock { $0 = nil }
    }
}
