/// A handle to something that was added to a poller: a socket, a descriptor or a timer.
///
/// Small, hashable, and never the same twice in a process' context; compare it, or `switch` over it, to find out
/// what an event is about.
public struct PollItem: Hashable, Sendable {
    let id: UInt64
}
