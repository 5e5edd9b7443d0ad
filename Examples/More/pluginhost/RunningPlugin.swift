import Foundation
import ZeroMQ

/// A plugin in its process, and the socket that leads there.
final class RunningPlugin {
    let name: String
    private let socket: RequestSocket
    private let endpoint: Endpoint
    private var process: pid_t = 0

    /// The host binds, at a path that is made up: the plugin comes and goes, the socket stays.
    init(_ name: String, in context: Context) throws {
        self.name = name
        socket = try RequestSocket(in: context)
        endpoint = try socket.bind("ipc://*")
        try start()
    }

    /// Calls the plugin and returns what it answers. A call that was lost with the process is not made again.
    func call(_ text: String, timeout: Duration) throws(ZMQError) -> String {
        try socket.request("\(text)", timeout: timeout).text
    }

    /// Starts it in a new process. That one connects to the same socket.
    func restart() throws {
        stop()
        try start()
    }

    /// Ends the process, whatever it does.
    func stop() {
        _ = kill(process, SIGKILL)
        _ = waitpid(process, nil, 0)
    }

    private func start() throws {
        let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
        let words = [program, "--execute", name, "\(endpoint)"]
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        let failure = unsafe posix_spawn(&process, program, nil, nil, &arguments, environ)
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EINVAL) }
    }
}
