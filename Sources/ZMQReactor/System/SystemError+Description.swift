#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

extension SystemError {
    /// One line for a person: `connect: ECONNREFUSED (Connection refused)`, with the remark if there is one.
    package var description: String {
        var text = operation + ": "
        if let name {
            text += name + " (" + explanation + ")"
        } else {
            text += explanation
        }
        if let detail { text += ", " + detail }
        return text
    }

    /// The symbolic name of the error number, such as `ECONNREFUSED`; `nil` for rare ones.
    package var name: String? {
        SystemError.names[number]
    }

    /// What the system says about the error number.
    package var explanation: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard unsafe strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The errors that sockets, files and threads meet.
    private static let names: [Int32: String] = [
        EACCES: "EACCES", EADDRINUSE: "EADDRINUSE", EADDRNOTAVAIL: "EADDRNOTAVAIL",
        EAFNOSUPPORT: "EAFNOSUPPORT", EAGAIN: "EAGAIN", EALREADY: "EALREADY", EBADF: "EBADF",
        EBUSY: "EBUSY", ECANCELED: "ECANCELED", ECONNABORTED: "ECONNABORTED",
        ECONNREFUSED: "ECONNREFUSED", ECONNRESET: "ECONNRESET", EDESTADDRREQ: "EDESTADDRREQ",
        EDQUOT: "EDQUOT", EEXIST: "EEXIST", EFAULT: "EFAULT", EHOSTDOWN: "EHOSTDOWN",
        EHOSTUNREACH: "EHOSTUNREACH", EINPROGRESS: "EINPROGRESS", EINTR: "EINTR", EINVAL: "EINVAL",
        EIO: "EIO", EISCONN: "EISCONN", EISDIR: "EISDIR", ELOOP: "ELOOP", EMFILE: "EMFILE",
        EMSGSIZE: "EMSGSIZE", ENAMETOOLONG: "ENAMETOOLONG", ENETDOWN: "ENETDOWN",
        ENETRESET: "ENETRESET", ENETUNREACH: "ENETUNREACH", ENFILE: "ENFILE", ENOBUFS: "ENOBUFS",
        ENODEV: "ENODEV", ENOENT: "ENOENT", ENOMEM: "ENOMEM", ENOPROTOOPT: "ENOPROTOOPT",
        ENOSPC: "ENOSPC", ENOSYS: "ENOSYS", ENOTCONN: "ENOTCONN", ENOTDIR: "ENOTDIR",
        ENOTSOCK: "ENOTSOCK", EOPNOTSUPP: "EOPNOTSUPP", EPERM: "EPERM", EPIPE: "EPIPE",
        EPROTO: "EPROTO", EPROTONOSUPPORT: "EPROTONOSUPPORT", EPROTOTYPE: "EPROTOTYPE",
        EROFS: "EROFS", ETIMEDOUT: "ETIMEDOUT",
    ]
}

extension SystemError {
    /// What a closed channel answers.
    static let closedChannel = SystemError("write", number: EPIPE, detail: "the channel is closed")

    /// What becomes of things on a lane that has ended.
    static let endedLane = SystemError(
        "register", number: ECANCELED, detail: "the reactor has been shut down")

    /// Whether the system has run out of something that may come free again.
    var isShortage: Bool {
        [EMFILE, ENFILE, ENOMEM, ENOBUFS].contains(number)
    }

    var isAddressInUse: Bool { number == EADDRINUSE }
    var isRefused: Bool { number == ECONNREFUSED }
    var isMissing: Bool { number == ENOENT }
    /// The system does not do this kind of address.
    var isUnsupportedAddress: Bool { number == EAFNOSUPPORT || number == EADDRNOTAVAIL }
}

extension SystemError {
    /// A connection attempt took longer than its tuning allows.
    static let connectTimeout = SystemError("connect", number: ETIMEDOUT)

    /// A connection attempt met itself, which means that nobody listens.
    static let selfConnection = SystemError("connect", number: ECONNREFUSED)

    /// None of the source addresses is of the destination's family.
    static func noSource(for destination: String) -> SystemError {
        SystemError("bind", number: EAFNOSUPPORT, detail: "no source address fits \(destination)")
    }

    /// A listener's host stands for no address.
    static func noAddress(for host: String) -> SystemError {
        SystemError("bind", number: EADDRNOTAVAIL, detail: host)
    }
}

extension SystemError {
    /// An ipc path cannot be bound because of what is there.
    static func occupied(_ path: String, _ reason: String) -> SystemError {
        SystemError("bind", number: EADDRINUSE, detail: "\(path) \(reason)")
    }
}
