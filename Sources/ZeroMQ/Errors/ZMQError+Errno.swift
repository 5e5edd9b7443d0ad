internal import ZMQReactor

extension ZMQError {
    /// The error as libzmq numbers it: the system's constants, and libzmq's own beyond them.
    ///
    /// This is the identity of ``code``, and not always the number the system gave; see ``systemErrno``.
    public var errno: Int32 {
        if case .system = code { return systemErrno ?? ErrorNumber.inputOutput }
        return code.number
    }

    /// The symbolic name of ``errno``: `EAGAIN`, `EFSM`.
    public var errnoName: String {
        if case .system = code {
            let number = systemErrno ?? ErrorNumber.inputOutput
            return ErrorNumber.name(of: number) ?? "errno \(number)"
        }
        return code.numberName
    }
}

extension ZMQError.Code {
    /// Where libzmq starts to number the errors that no system has (ZMQ_HAUSNUMERO in its header).
    private static let firstOwnNumber: Int32 = 156_384_712

    /// libzmq's number and name, side by side so that they cannot part.
    private var identity: (number: Int32, name: String) {
        switch self {
        case .timedOut: (ErrorNumber.wouldBlock, "EAGAIN")
        case .contextTerminated: (Self.firstOwnNumber + 53, "ETERM")
        case .socketClosed: (ErrorNumber.notASocket, "ENOTSOCK")
        case .wrongState: (Self.firstOwnNumber + 51, "EFSM")
        case .unroutable: (ErrorNumber.hostUnreachable, "EHOSTUNREACH")
        case .notSupported: (ErrorNumber.notSupported, "ENOTSUP")
        case .invalidArgument, .nameNotResolved: (ErrorNumber.invalidArgument, "EINVAL")
        case .addressInUse: (ErrorNumber.addressInUse, "EADDRINUSE")
        case .addressNotAvailable: (ErrorNumber.addressNotAvailable, "EADDRNOTAVAIL")
        case .noSuchDevice: (ErrorNumber.noSuchDevice, "ENODEV")
        case .protocolNotSupported: (ErrorNumber.protocolNotSupported, "EPROTONOSUPPORT")
        case .noSuchEndpoint: (ErrorNumber.noSuchFile, "ENOENT")
        case .tooManyFiles: (ErrorNumber.tooManyFiles, "EMFILE")
        case .noLanes: (Self.firstOwnNumber + 54, "EMTHREAD")
        case .permissionDenied: (ErrorNumber.accessDenied, "EACCES")
        case .connectionRefused: (ErrorNumber.connectionRefused, "ECONNREFUSED")
        case .connectionLost: (ErrorNumber.connectionReset, "ECONNRESET")
        case .networkUnreachable: (ErrorNumber.networkUnreachable, "ENETUNREACH")
        case .handshakeFailed: (ErrorNumber.protocolFailure, "EPROTO")
        case .messageTooLong: (ErrorNumber.messageTooLong, "EMSGSIZE")
        case .cancelled: (ErrorNumber.cancelled, "ECANCELED")
        case .forkedContext: (ErrorNumber.badAddress, "EFAULT")
        case .system: (ErrorNumber.inputOutput, "EIO")
        }
    }

    fileprivate var number: Int32 { identity.number }
    fileprivate var numberName: String { identity.name }
}
