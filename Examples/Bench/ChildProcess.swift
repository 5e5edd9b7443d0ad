#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Another process of this program, which is asked and answers in lines. It ends with its input, so also when this
/// process is killed. Not thread-safe.
@safe
final class ChildProcess {
    private let identifier: pid_t
    private let input: Int32
    private let output: Int32
    private var unread: [UInt8] = []
    private var isRunning = true
    private let name: String

    /// Starts the program with `words` as its arguments.
    init(_ words: [String], name: String) throws(Failure) {
        // Writing to a child that has died is an error to report, not a reason to die as well.
        _ = signal(SIGPIPE, SIG_IGN)
        var toChild: [Int32] = [-1, -1]
        var fromChild: [Int32] = [-1, -1]
        guard unsafe pipe(&toChild) == 0, unsafe pipe(&fromChild) == 0 else {
            throw Failure("no pipe (error \(errno))")
        }
        for descriptor in [toChild[1], fromChild[0]] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        identifier = try Self.spawn(words, input: toChild[0], output: fromChild[1])
        _ = close(toChild[0])
        _ = close(fromChild[1])
        input = toChild[1]
        output = fromChild[0]
        self.name = name
    }

    deinit {
        end()
    }

    /// Sends a line.
    func send(_ line: String) throws(Failure) {
        let bytes = Array((line + "\n").utf8)
        let count = unsafe bytes.withUnsafeBytes { unsafe write(input, $0.baseAddress, $0.count) }
        guard count == bytes.count else { throw Failure("the \(name) end has died") }
    }

    /// The next line, for which it waits at most `seconds`.
    func line(within seconds: Int) throws(Failure) -> String {
        let deadline = Sample.now + seconds * 1_000_000_000
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread.removeSubrange(...end) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            var item = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            let rest = max(0, (deadline - Sample.now) / 1_000_000)
            let ready = unsafe poll(&item, 1, Int32(clamping: rest))
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { throw Failure("the \(name) end says nothing for \(seconds) s") }
            var part = [UInt8](repeating: 0, count: 1024)
            let count = unsafe part.withUnsafeMutableBytes { unsafe read(output, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Failure("the \(name) end has died") }
            unread += part.prefix(count)
        }
    }

    /// A sample of it, now.
    func sample() throws(Failure) -> Sample {
        try send("sample")
        return try answer()
    }

    /// The answer to the line `sample`.
    func answer() throws(Failure) -> Sample {
        let text = try line(within: 20)
        guard let sample = Sample(text) else { throw Failure("the \(name) end said: \(text)") }
        return sample
    }

    /// Tells it to end, and does not wait. It has nothing to lose.
    func stop() {
        if isRunning { _ = kill(identifier, SIGKILL) }
    }

    /// Ends it and waits until it has.
    func end() {
        guard isRunning else { return }
        stop()
        isRunning = false
        _ = close(input)
        _ = close(output)
        var status: Int32 = 0
        while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    }

    /// Starts the program itself with two descriptors as its standard streams.
    private static func spawn(_ words: [String], input: Int32, output: Int32) throws(Failure) -> pid_t {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        #else
        var actions = unsafe posix_spawn_file_actions_t()
        #endif
        _ = unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        for descriptor in [input, output] {
            _ = unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var arguments = unsafe (["zmq-bench"] + words).map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var identifier = pid_t()
        let result = unsafe posix_spawn(&identifier, program, &actions, nil, &arguments, environ)
        guard result == 0 else { throw Failure("\(program) cannot be started (error \(result))") }
        return identifier
    }

    /// The path of this program.
    private static var program: String {
        #if os(Linux)
        "/proc/self/exe"
        #else
        CommandLine.arguments.first ?? "zmq-bench"
        #endif
    }
}
