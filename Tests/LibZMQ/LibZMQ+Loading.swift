#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

extension LibZMQ {
    /// What came of loading the library; tried once per process.
    private static let attempt: Result<LibZMQ, ForeignError> = {
        do throws(ForeignError) {
            return .success(try LibZMQ())
        } catch {
            return .failure(error)
        }
    }()

    /// The library, or nil when this system has none.
    package static var loaded: LibZMQ? { try? attempt.get() }

    /// The version of the library, or nil when this system has none.
    package static var version: LibZMQVersion? { loaded?.version }

    /// Why the library could not be loaded, or nil when it was.
    package static var loadFailure: ForeignError? {
        guard case .failure(let error) = attempt else { return nil }
        return error
    }

    /// The library, or the error that loading it gave.
    static func required() throws(ForeignError) -> LibZMQ {
        try attempt.get()
    }

    /// Whether the library was built with `capability`: `curve`, `ipc`, `gssapi`, `draft`.
    package func has(_ capability: String) -> Bool {
        guard let has = unsafe has else { return false }
        return unsafe has(capability) == 1
    }

    /// Calls `body` again for as long as signals interrupt it, and turns a result of -1 into an error.
    @discardableResult
    func check(_ operation: StaticString, _ body: () -> Int32) throws(ForeignError) -> Int32 {
        while true {
            let result = body()
            if result != -1 { return result }
            let number = errno()
            if number != EINTR { throw error(operation, number) }
        }
    }

    /// The error for a function that has just failed on this thread.
    func lastError(_ operation: StaticString) -> ForeignError {
        error(operation, errno())
    }

    private func error(_ operation: StaticString, _ number: Int32) -> ForeignError {
        let reason = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "unknown error"
        return ForeignError(operation.description, number: number, reason: reason)
    }
}
