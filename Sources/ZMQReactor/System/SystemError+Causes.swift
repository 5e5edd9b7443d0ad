#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

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

    /// An ipc path cannot be bound because of what is there.
    static func occupied(_ path: String, _ reason: String) -> SystemError {
        SystemError("bind", number: EADDRINUSE, detail: "\(path) \(reason)")
    }
}
