internal import ZMQReactor

/// The process that something was made in, to notice a fork.
struct ProcessIdentity: Sendable {
    private let id = CurrentProcess.id

    var isCurrent: Bool { CurrentProcess.id == id }
}
