/// Whose sockets a process uses.
enum Library: String, CaseIterable {
    /// This package.
    case swift
    /// The C library, loaded at run time.
    case zmq
    /// No messages at all, only bytes through a socket of the system: the limit of the machine.
    case raw
}
