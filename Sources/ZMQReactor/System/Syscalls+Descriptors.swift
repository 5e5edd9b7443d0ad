#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Calls on descriptors that are not the library's.
extension Syscalls {
    /// A second number for an open descriptor, closed on exec, by fcntl(2).
    static func duplicate(_ descriptor: Int32) throws(SystemError) -> FileDescriptor {
        FileDescriptor(owning: try check("fcntl") { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) })
    }

    /// What of `interest` a descriptor is ready for now, by poll(2).
    static func readiness(of descriptor: Int32, _ interest: Readiness) -> Readiness {
        var events: Int16 = 0
        if interest.contains(.readable) { events |= Int16(POLLIN) }
        if interest.contains(.writable) { events |= Int16(POLLOUT) }
        var entry = pollfd(fd: descriptor, events: events, revents: 0)
        let count = try? check("poll") { unsafe poll(&entry, 1, 0) }
        guard let count, count > 0 else { return [] }
        var readiness: Readiness = []
        if entry.revents & Int16(POLLIN) != 0 { readiness.insert(.readable) }
        if entry.revents & Int16(POLLOUT) != 0 { readiness.insert(.writable) }
        if entry.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { readiness.insert(.hungUp) }
        return readiness
    }
}
