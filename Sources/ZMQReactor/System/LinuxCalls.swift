#if os(Linux)
#if canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Calls that the system has but Swift's libc modules do not declare, looked up by name once.
///
/// `nil` where they cannot be found, as in a fully static program.
enum LinuxCalls {
    typealias EpollCreate = @convention(c) (Int32) -> Int32
    typealias EpollControl = @convention(c) (Int32, Int32, Int32, UnsafeMutableRawPointer?) -> Int32
    typealias EpollWait = @convention(c) (Int32, UnsafeMutableRawPointer?, Int32, Int32) -> Int32
    typealias EventDescriptor = @convention(c) (UInt32, Int32) -> Int32
    typealias Accept =
        @convention(c) (Int32, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, Int32) -> Int32

    /// epoll_create1(2).
    static let epollCreate = look(up: "epoll_create1", as: EpollCreate.self)
    /// epoll_ctl(2).
    static let epollControl = unsafe look(up: "epoll_ctl", as: EpollControl.self)
    /// epoll_wait(2).
    static let epollWait = unsafe look(up: "epoll_wait", as: EpollWait.self)
    /// eventfd(2).
    static let eventDescriptor = look(up: "eventfd", as: EventDescriptor.self)
    /// accept4(2).
    static let accept = unsafe look(up: "accept4", as: Accept.self)

    private static func look<Function>(up name: String, as type: Function.Type) -> Function? {
        // Safety: each name stands for a function of the C library with the signature given above.
        guard let address = unsafe dlsym(nil, name) else { return nil }
        return unsafe unsafeBitCast(address, to: type)
    }
}
#endif
