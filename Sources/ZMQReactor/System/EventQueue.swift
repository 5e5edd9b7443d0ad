/// The system's queue of ready descriptors: epoll on Linux, kqueue on Darwin.
///
/// Registered and waited on by one thread at a time, except for `wake`.
#if canImport(Darwin)
typealias EventQueue = KqueueEventQueue
#else
typealias EventQueue = EpollEventQueue
#endif

/// How many events one wait brings at most.
let readyEventLimit = 256

/// The token of the wake-up descriptor; no registration has it.
let wakeToken = UInt64.max
