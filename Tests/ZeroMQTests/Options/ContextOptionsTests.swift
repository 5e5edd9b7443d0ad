import Testing
import ZeroMQ

@Suite struct ContextOptionsTests {
    @Test func `the defaults are libzmq's and legal`() throws {
        let options = try ContextOptions().validated()
        #expect(options.ioLanes == 1)
        #expect(options.maximumSockets == 65_535)
        #expect(options.socketDefaults == SocketOptions())
    }

    @Test(arguments: [
        ContextOptions(ioLanes: -1), ContextOptions(ioLanes: 65), ContextOptions(maximumSockets: 0),
        ContextOptions(maximumSockets: 65_536),
        ContextOptions(socketDefaults: SocketOptions(sendHighWaterMark: -1)),
    ])
    func `values out of range are refused`(options: ContextOptions) {
        let error = #expect(throws: ZMQError.self) { try options.validated() }
        #expect(error?.code == .invalidArgument)
        #expect(error?.operation == "make a context")
    }

    @Test(arguments: [ContextOptions(ioLanes: 0), ContextOptions(ioLanes: 64, maximumSockets: 65_535)])
    func `the ends of the ranges are legal`(options: ContextOptions) throws {
        #expect(try options.validated() == options)
    }
}
