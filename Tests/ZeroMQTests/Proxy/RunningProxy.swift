import ZeroMQ

/// How a proxy is run in a test.
enum ProxyForm: String, CaseIterable, Sendable {
    case blocking, suspended
}

/// A proxy that somebody runs, ended with `stop`.
struct RunningProxy: Sendable {
    let proxy: Proxy
    private let call: BlockingCall<Void>?
    private let task: Task<Void, any Error>?

    init(_ proxy: Proxy, _ form: ProxyForm) {
        self.proxy = proxy
        switch form {
        case .blocking:
            call = BlockingCall { try proxy.run() }
            task = nil
        case .suspended:
            call = nil
            task = Task { try await proxy.run() }
        }
    }

    /// Returns when the run has ended, or throws what ended it.
    func end() async throws {
        try await call?.value()
        try await task?.value
    }

    func stop() async throws {
        proxy.terminate()
        try await end()
    }
}
