/// The one error type of the library: what failed, at which endpoint, why, and what would help.
///
/// Switch over ``code`` to react to an error; print the error, or read ``description``, to show it to a
/// person. For code that is ported from libzmq there are its numbers and names, ``errno`` and ``errnoName``.
///
/// ```swift
/// do {
///     try socket.bind("tcp://*:5555")
/// } catch where error.code == .addressInUse {
///     try socket.bind("tcp://*:*")
/// }
/// ```
public struct ZMQError: Error, Hashable, Sendable {
    /// The kind of failure.
    public let code: Code

    /// What was attempted, as a verb with its object where it has one: `bind`, `send`, `make a PUSH socket`.
    public let operation: String

    /// The endpoint the attempt was about, as it was written, or nil when it concerned none.
    public let endpoint: String?

    /// What went wrong, as a phrase without a full stop.
    public let reason: String

    /// What to do about it, or nil when there is nothing to say beyond the reason.
    public let remedy: String?

    /// The error number the operating system gave, or nil when the system took no part in the failure.
    public let systemErrno: Int32?

    /// Makes an error; for code on top of the library that reports failures in the same form.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - operation: What was attempted.
    ///   - endpoint: The endpoint it was about; nil, the default, for none.
    ///   - reason: What went wrong.
    ///   - remedy: What to do about it; nil, the default, for no advice.
    ///   - systemErrno: The system's error number; nil, the default, when it gave none.
    public init(
        _ code: Code, operation: String, endpoint: String? = nil, reason: String, remedy: String? = nil,
        systemErrno: Int32? = nil
    ) {
        self.code = code
        self.operation = operation
        self.endpoint = endpoint
        self.reason = reason
        self.remedy = remedy
        self.systemErrno = systemErrno
    }
}

extension ZMQError: CustomStringConvertible {
    /// The error on one line: operation, endpoint, reason, remedy and errno name.
    ///
    /// `bind tcp://*:5555: the address is in use; choose another port or * for a free one (EADDRINUSE)`
    ///
    /// Control characters in texts that came from outside are escaped, so that a log line stays one line.
    public var description: String {
        var line = operation
        if let endpoint { line += " \(endpoint)" }
        line += ": \(reason)"
        if let remedy { line += "; \(remedy)" }
        line += " (\(errnoName))"
        return line.escapingControlCharacters()
    }
}
