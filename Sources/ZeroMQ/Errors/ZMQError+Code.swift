extension ZMQError {
    /// The kinds of failure, closed: a `switch` over them needs no `default`.
    ///
    /// Each names the libzmq error it stands for. Two cases may share a libzmq number where that library
    /// cannot tell them apart.
    public enum Code: Hashable, Sendable, CaseIterable {
        /// The operation waited as long as it was allowed to. EAGAIN, as libzmq's timeouts.
        case timedOut

        /// The context was terminated while the operation ran, or before. ETERM.
        case contextTerminated

        /// The socket was closed. ENOTSOCK.
        case socketClosed

        /// It is not the turn of this operation: a REQ that waits for its reply cannot send. EFSM.
        case wrongState

        /// No peer has the identity the message is addressed to. EHOSTUNREACH.
        case unroutable

        /// The socket type does not have this operation. ENOTSUP.
        case notSupported

        /// An argument, an option or an endpoint is malformed or out of its range. EINVAL.
        case invalidArgument

        /// Another socket is bound to the address. EADDRINUSE.
        case addressInUse

        /// The address does not belong to this machine. EADDRNOTAVAIL.
        case addressNotAvailable

        /// There is no network interface of that name. ENODEV.
        case noSuchDevice

        /// The transport named by the endpoint is not part of this library. EPROTONOSUPPORT.
        case protocolNotSupported

        /// The socket is not bound or connected to that endpoint. ENOENT.
        case noSuchEndpoint

        /// The limit of sockets in the context, or of open files in the process or system, is reached.
        /// EMFILE.
        case tooManyFiles

        /// The context has no I/O lanes, and the transport needs one.
        /// EMTHREAD.
        case noLanes

        /// The system denies access to a path or port. EACCES.
        case permissionDenied

        /// No one listens at the address. ECONNREFUSED.
        case connectionRefused

        /// The connection broke. ECONNRESET.
        case connectionLost

        /// The network or host cannot be reached. ENETUNREACH.
        case networkUnreachable

        /// The host name did not resolve. EINVAL, as libzmq has it.
        case nameNotResolved

        /// The peers did not agree on protocol, socket types or security. EPROTO.
        case handshakeFailed

        /// A message is larger than allowed. EMSGSIZE.
        case messageTooLong

        /// The task that waited was cancelled; nothing was sent or taken. ECANCELED.
        case cancelled

        /// The context was made before a `fork` and is used in the child process. EFAULT, a bad context.
        case forkedContext

        /// The system failed in a way that has no case of its own; ``ZMQError/systemErrno`` tells more. The
        /// system's number, or EIO without one.
        case system
    }
}
