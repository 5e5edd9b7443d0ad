/// What a descriptor is ready for, or is to be watched for.
struct Readiness: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let readable = Readiness(rawValue: 1)
    static let writable = Readiness(rawValue: 2)
    /// Hung up or failed; reported whether watched for or not.
    static let hungUp = Readiness(rawValue: 4)
}

/// One descriptor that is ready: the token it was registered with, and for what.
struct ReadyEvent: Sendable {
    let token: UInt64
    let readiness: Readiness
}
