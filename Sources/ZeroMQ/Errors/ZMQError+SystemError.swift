package import ZMQReactor

extension ZMQError {
    /// Tells what a failed call to the system means to the caller of `operation`.
    ///
    /// The system's number stays in ``systemErrno``; the reason has the system's words, the call that failed
    /// and its detail.
    package init(_ error: SystemError, operation: String, endpoint: String?) {
        let code = Code(systemError: error)
        var reason = code.plainReason ?? ErrorNumber.text(of: error.number)
        if let detail = error.detail { reason += ": \(detail)" }
        if error.operation != operation { reason += " [\(error.operation)]" }
        self.init(
            code, operation: operation, endpoint: endpoint, reason: reason,
            remedy: code.usualRemedy, systemErrno: error.number)
    }
}

extension ZMQError.Code {
    fileprivate init(systemError error: SystemError) {
        // The numbers of getaddrinfo are not of the errno family.
        if error.operation == "getaddrinfo" {
            self = .nameNotResolved
            return
        }
        // An ipc path that nobody is bound to.
        if error.operation == "connect", error.number == ErrorNumber.noSuchFile {
            self = .connectionRefused
            return
        }
        self = Self.bySystemNumber[error.number] ?? .system
    }

    private static let bySystemNumber: [Int32: ZMQError.Code] = [
        ErrorNumber.accessDenied: .permissionDenied,
        ErrorNumber.notPermitted: .permissionDenied,
        ErrorNumber.addressInUse: .addressInUse,
        ErrorNumber.addressNotAvailable: .addressNotAvailable,
        ErrorNumber.cancelled: .cancelled,
        ErrorNumber.connectionRefused: .connectionRefused,
        ErrorNumber.connectionReset: .connectionLost,
        ErrorNumber.connectionAborted: .connectionLost,
        ErrorNumber.brokenPipe: .connectionLost,
        ErrorNumber.notConnected: .connectionLost,
        ErrorNumber.hostUnreachable: .networkUnreachable,
        ErrorNumber.hostDown: .networkUnreachable,
        ErrorNumber.networkUnreachable: .networkUnreachable,
        ErrorNumber.networkDown: .networkUnreachable,
        ErrorNumber.invalidArgument: .invalidArgument,
        ErrorNumber.nameTooLong: .invalidArgument,
        ErrorNumber.messageTooLong: .messageTooLong,
        ErrorNumber.noSuchDevice: .noSuchDevice,
        ErrorNumber.timedOut: .timedOut,
        ErrorNumber.tooManyFiles: .tooManyFiles,
        ErrorNumber.tooManyFilesInSystem: .tooManyFiles,
    ]

    /// Words that say more than the system's, for the failures that people meet most.
    private static let plainReasons: [ZMQError.Code: String] = [
        .addressInUse: "the address is in use",
        .addressNotAvailable: "the address does not belong to this machine",
        .noSuchDevice: "there is no such network interface",
        .nameNotResolved: "the host name did not resolve",
        .connectionRefused: "no one listens there",
        .tooManyFiles: "the limit of open files is reached",
    ]

    private static let usualRemedies: [ZMQError.Code: String] = [
        .addressInUse: "close the other socket, or bind to * for a free address",
        .addressNotAvailable: "bind to *, or to an address or interface of this machine",
        .noSuchDevice: "name an interface that exists, an address, or *",
        .nameNotResolved: "check the name, or write the address in numbers",
        .permissionDenied: "choose a path or port that this process may use",
        .tooManyFiles: "close sockets, or raise the limit of open files",
    ]

    fileprivate var plainReason: String? { Self.plainReasons[self] }
    fileprivate var usualRemedy: String? { Self.usualRemedies[self] }
}
