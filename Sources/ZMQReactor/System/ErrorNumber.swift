#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The platform's error numbers, for modules that do not import the C library themselves.
///
/// The numbers differ between systems (EAGAIN is 11 on Linux and 35 on Darwin), hence constants and no
/// literals.
package enum ErrorNumber {
    package static let accessDenied = EACCES
    package static let addressInUse = EADDRINUSE
    package static let addressNotAvailable = EADDRNOTAVAIL
    package static let badAddress = EFAULT
    package static let cancelled = ECANCELED
    package static let connectionAborted = ECONNABORTED
    package static let connectionRefused = ECONNREFUSED
    package static let connectionReset = ECONNRESET
    package static let brokenPipe = EPIPE
    package static let hostDown = EHOSTDOWN
    package static let hostUnreachable = EHOSTUNREACH
    package static let inputOutput = EIO
    package static let invalidArgument = EINVAL
    package static let messageTooLong = EMSGSIZE
    package static let nameTooLong = ENAMETOOLONG
    package static let networkDown = ENETDOWN
    package static let networkUnreachable = ENETUNREACH
    package static let noBufferSpace = ENOBUFS
    package static let noMemory = ENOMEM
    package static let noSuchDevice = ENODEV
    package static let noSuchFile = ENOENT
    package static let notASocket = ENOTSOCK
    package static let notConnected = ENOTCONN
    package static let notPermitted = EPERM
    package static let notSupported = ENOTSUP
    package static let protocolFailure = EPROTO
    package static let protocolNotSupported = EPROTONOSUPPORT
    package static let familyNotSupported = EAFNOSUPPORT
    package static let timedOut = ETIMEDOUT
    package static let tooManyFiles = EMFILE
    package static let tooManyFilesInSystem = ENFILE
    package static let wouldBlock = EAGAIN

    /// The symbolic name of `number`, `EADDRINUSE` for example, or nil for a number not listed here.
    package static func name(of number: Int32) -> String? {
        names[number]
    }

    /// The system's words for `number`, in its language: `Address already in use`.
    package static func text(of number: Int32) -> String {
        #if canImport(Glibc)
        // Glibc keeps the text of strerror per thread (since 2.32); its strerror_r is not the POSIX one.
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
        #else
        // 256: longer than every text of Darwin and musl; a longer one would arrive shortened.
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let base = buffer.baseAddress, unsafe strerror_r(number, base, buffer.count) == 0 else {
                return "error \(number)"
            }
            return unsafe String(cString: base)
        }
        #endif
    }

    private static let names: [Int32: String] = [
        EACCES: "EACCES", EADDRINUSE: "EADDRINUSE", EADDRNOTAVAIL: "EADDRNOTAVAIL",
        EAFNOSUPPORT: "EAFNOSUPPORT", EAGAIN: "EAGAIN", EBADF: "EBADF", ECANCELED: "ECANCELED",
        ECONNABORTED: "ECONNABORTED", ECONNREFUSED: "ECONNREFUSED", ECONNRESET: "ECONNRESET",
        EFAULT: "EFAULT", EHOSTDOWN: "EHOSTDOWN", EHOSTUNREACH: "EHOSTUNREACH", EINTR: "EINTR",
        EINVAL: "EINVAL", EIO: "EIO", EISDIR: "EISDIR", EMFILE: "EMFILE", EMSGSIZE: "EMSGSIZE",
        ENAMETOOLONG: "ENAMETOOLONG", ENETDOWN: "ENETDOWN", ENETUNREACH: "ENETUNREACH", ENFILE: "ENFILE",
        ENOBUFS: "ENOBUFS", ENODEV: "ENODEV", ENOENT: "ENOENT", ENOMEM: "ENOMEM", ENOSPC: "ENOSPC",
        ENOTCONN: "ENOTCONN", ENOTDIR: "ENOTDIR", ENOTSOCK: "ENOTSOCK", ENOTSUP: "ENOTSUP", EPERM: "EPERM",
        EPIPE: "EPIPE", EPROTO: "EPROTO", EPROTONOSUPPORT: "EPROTONOSUPPORT", EROFS: "EROFS",
        ETIMEDOUT: "ETIMEDOUT",
    ]
}
