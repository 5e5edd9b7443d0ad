import Testing
import ZeroMQ

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

@Suite(.timeLimit(.minutes(5)))
struct IPCEndpointTests {
    let context = Context()

    @Test func `C-047, C-072 a path that was left behind is replaced, one in use is not`() async throws {
        let path = "/tmp/zeromq-test-\(UniqueName.make())"
        // A process that dies without unbinding leaves its file.
        let left = try PullSocket(in: context)
        try left.bind("ipc://\(path)")
        #expect(unsafe link(path, path + ".kept") == 0)
        left.close()
        try await eventually("it is closed") { unsafe access(path, F_OK) != 0 }
        #expect(unsafe rename(path + ".kept", path) == 0)
        let pull = try PullSocket(in: context)
        let endpoint = try pull.bind("ipc://\(path)")
        let push = try PushSocket(in: context)
        try await join(push, to: endpoint, of: pull)
        #expect(zmqError { try PullSocket(in: context).bind(endpoint) }?.code == .addressInUse)
        try await push.send("x")
        #expect(try await pull.nextTexts() == ["x"])
        try pull.unbind(endpoint)
        #expect(unsafe access(path, F_OK) != 0)
    }

    @Test func `a path that is too long is refused with the limit`() throws {
        let pull = try PullSocket(in: context)
        let path = "/tmp/" + String(repeating: "x", count: 200)
        let error = zmqError { try pull.bind("ipc://\(path)") }
        #expect(error?.code == .invalidArgument)
        #if os(Linux)
        #expect(error?.description.contains("107") == true)
        #endif
        #expect(error?.description.contains("205") == true)
    }

    #if os(Linux)
    @Test func `a path that nobody is bound to refuses, as a port does`() async throws {
        let push = try PushSocket(in: context, options: SocketOptions(reconnect: .never))
        let connection = try push.connect("ipc:///tmp/zeromq-test-\(UniqueName.make())")
        let error = await #expect(throws: ZMQError.self) { try await connection.ready(timeout: patience) }
        #expect(error?.code == .connectionRefused)
    }

    @Test func `abstract names need no file`() async throws {
        let pull = try PullSocket(in: context)
        let endpoint = try pull.bind("ipc://@\(UniqueName.make())")
        let push = try PushSocket(in: context)
        try await join(push, to: endpoint, of: pull)
        #expect(zmqError { try PullSocket(in: context).bind(endpoint) }?.code == .addressInUse)
        try await push.send("x")
        #expect(try await pull.nextTexts() == ["x"])
        try pull.unbind(endpoint)
        try PullSocket(in: context).bind(endpoint)
    }
    #endif
}
