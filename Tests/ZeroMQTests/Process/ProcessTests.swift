import TestPrograms
import Testing
import ZeroMQ

#if canImport(Glibc)
import Glibc
#endif

#if os(Linux)
/// What the library does to its process, and what befalls a process. Each test has a process of its own.
@Suite(.onOwnThreads, .timeLimit(.minutes(5)))
struct ProcessTests {
    @Test func `C-023 in a forked child a context says that it is the parent's`() async {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                let context = Context()
                let pull = try PullSocket(in: context)
                let endpoint = try pull.bind("ipc://*")
                // Everything once before the fork: what the child uses first waits for locks of the Swift runtime's
                // that threads of the parent may hold for ever.
                let ended = Context()
                await ended.terminate()
                let refusals = Self.failures(of: try PullSocket(in: context), in: ended, at: endpoint)
                #expect(refusals == [.contextTerminated, nil, nil])
                let child = Self.fork()
                if child == 0 {
                    // Only this thread is here, so nothing may be awaited.
                    let failures = Self.failures(of: pull, in: context, at: endpoint)
                    _exit(failures == [.forkedContext, .forkedContext, .forkedContext] ? 0 : 1)
                }
                #expect(child > 0, "no process could be forked")
                let status = try await onThread {
                    var status: Int32 = -1
                    _ = unsafe waitpid(child, &status, 0)
                    return status
                }
                #expect(status == 0, "the child ended with \(status)")
                // The parent goes on as before.
                let push = try PushSocket(in: context)
                try await join(push, to: endpoint, of: pull)
                try await push.send("x")
                _ = try await pull.next()
                await context.terminate()
            }
        }
    }

    /// Why a context and its socket refuse to make a socket, to connect and to bind; nil for what they do not refuse.
    private static func failures(
        of pull: PullSocket, in context: Context, at endpoint: Endpoint
    ) -> [ZMQError.Code?] {
        [
            zmqError { _ = try PushSocket(in: context) }?.code,
            zmqError { _ = try pull.connect(endpoint) }?.code,
            zmqError { _ = try pull.bind("ipc://*") }?.code,
        ]
    }

    /// fork(2), which Swift hides; negative when it fails.
    private static func fork() -> pid_t {
        guard let symbol = unsafe dlsym(nil, "fork") else { return -1 }
        let fork = unsafe unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)
        return fork()
    }

    @Test func `peers that vanish while we write to them never end the process`() async {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                _ = signal(SIGPIPE, SIG_DFL)
                let context = Context()
                let publisher = try PublisherSocket(in: context)
                let endpoints = [try publisher.bind("tcp://127.0.0.1:*"), try publisher.bind("ipc://*")]
                let writing = Task {
                    while true {
                        try await publisher.send("x")
                        await Task.yield()
                    }
                }
                for round in 0..<100 {
                    let subscriber = try SubscriberSocket(in: context)
                    try subscriber.subscribe(to: "")
                    try await subscriber.connect(endpoints[round % 2]).ready(timeout: patience)
                    _ = try await subscriber.next()
                }
                writing.cancel()
                await context.terminate()
            }
        }
    }

    @Test func `C-112 a signal does not end a call that waits`() async {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                // Without SA_RESTART, so that system calls are interrupted.
                var action = sigaction()
                unsafe action.__sigaction_handler.sa_handler = { _ in }
                _ = unsafe sigaction(SIGUSR1, &action, nil)
                let context = Context()
                let pull = try PullSocket(in: context)
                let push = try PushSocket(in: context)
                try await join(pull, push, over: .tcp)
                let thread = Shared<pthread_t?>(nil)
                let waiting = Task {
                    try await onThread {
                        thread.change { $0 = pthread_self() }
                        return try pull.receive(timeout: patience).text
                    }
                }
                try await eventually("the thread runs") { thread.value != nil }
                for _ in 0..<200 {
                    if let waits = thread.value { pthread_kill(waits, SIGUSR1) }
                    try await Task.sleep(for: .milliseconds(1))
                }
                try await push.send("x")
                let text = try await waiting.value
                #expect(text == "x")
                await context.terminate()
            }
        }
    }

    @Test func `C-071 both ends of a tcp connection send without delay`() async {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                let context = Context()
                let pull = try PullSocket(in: context)
                let push = try PushSocket(in: context)
                try await join(pull, push, over: .tcp)
                var delays: [Int32] = []
                for descriptor: Int32 in 0..<1000 {
                    var peer = sockaddr_in()
                    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
                    let isConnected = unsafe withUnsafeMutablePointer(to: &peer) { pointer in
                        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                            unsafe getpeername(descriptor, $0, &length) == 0
                        }
                    }
                    guard isConnected, peer.sin_family == sa_family_t(AF_INET) else { continue }
                    var value: Int32 = -1
                    length = socklen_t(MemoryLayout<Int32>.size)
                    _ = unsafe getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &value, &length)
                    delays.append(value)
                }
                #expect(delays == [1, 1], "\(delays)")
                await context.terminate()
            }
        }
    }

    @Test func `C-207 who waits takes no time of the processor`() async {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                let context = Context()
                let pull = try PullSocket(in: context)
                let push = try PushSocket(in: context)
                for transport in TransportUnderTest.allCases { try await join(pull, push, over: transport) }
                let absent = try PushSocket(in: context)
                try absent.connect(TransportUnderTest.ipc.agreedEndpoint)
                let waiting = Task { try await pull.receive() }
                let blocked = Task { try await onThread { try pull.receive() } }
                try await Task.sleep(for: .milliseconds(100))
                let before = Self.processorTime
                try await Task.sleep(for: .seconds(2))
                let used = Self.processorTime - before
                for _ in 0..<2 { try await push.send("x") }
                _ = try await (waiting.value, blocked.value)
                // Attempts to connect to who is absent, and the clock of this test.
                #expect(used < .milliseconds(200), "it took \(used)")
                await context.terminate()
            }
        }
    }

    /// What the process has used so far. POSIX counts it in millionths of a second.
    private static var processorTime: Duration { .microseconds(clock()) }
}
#endif
