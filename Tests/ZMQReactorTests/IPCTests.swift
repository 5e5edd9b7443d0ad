import Testing
import ZMQReactor

@Suite struct IPCTests {
    @Test func `bytes come back over a path that was made up`() throws {
        let test = try TestLane()
        let listener = try test.listen(at: .ipc(path: "*"))
        let client = try test.connect(to: listener.address)
        let bytes = (0..<500_000).map { UInt8(truncatingIfNeeded: $0 &* 17) }
        #expect(try client.exchange(bytes) == bytes)
        guard case .ipc(let path) = listener.address else { throw Unexpected() }
        #expect(client.remoteAddress == path)
        listener.close()
    }

    #if os(Linux)
    @Test func `bytes come back over an abstract name`() throws {
        let test = try TestLane()
        let name = "@zeromq-test-\(UInt64.random(in: .min ... .max))"
        let listener = try test.listen(at: .ipc(path: name))
        #expect(try test.connect(to: .ipc(path: name)).exchange([4, 2]) == [4, 2])
        let error = #expect(throws: SystemError.self) { try test.listen(at: .ipc(path: name)) }
        #expect(error?.number == ErrorNumber.addressInUse)
        listener.close()
        try test.listen(at: .ipc(path: name)).close()
    }
    #endif

    @Test func `a path goes with its listener`() throws {
        let test = try TestLane()
        let listener = try test.listen(at: .ipc(path: "*"))
        listener.close()
        let error = #expect(throws: SystemError.self) { try test.connect(to: listener.address) }
        #expect(error?.number == ErrorNumber.noSuchFile)
    }

    @Test func `a live path cannot be bound again`() throws {
        let test = try TestLane()
        let listener = try test.listen(at: .ipc(path: "*"))
        let error = #expect(throws: SystemError.self) { try test.listen(at: listener.address) }
        #expect(error?.number == ErrorNumber.addressInUse)
        #expect(try test.connect(to: listener.address).exchange([1]) == [1])
        listener.close()
    }

    @Test func `a path left behind is replaced`() throws {
        let test = try TestLane()
        let path = TestPath.leftBehind()
        let listener = try test.listen(at: .ipc(path: path))
        #expect(try test.connect(to: .ipc(path: path)).exchange([1]) == [1])
        listener.close()
    }

    @Test func `a file that is no socket is not replaced`() throws {
        let test = try TestLane()
        let path = TestPath.plainFile()
        defer { TestPath.remove(path) }
        let error = #expect(throws: SystemError.self) { try test.listen(at: .ipc(path: path)) }
        #expect(error?.number == ErrorNumber.addressInUse)
        #expect(TestPath.exists(path))
    }

    @Test func `closing leaves alone what has taken the path's place`() throws {
        let test = try TestLane()
        let listener = try test.listen(at: .ipc(path: "*"))
        guard case .ipc(let path) = listener.address else { throw Unexpected() }
        TestPath.remove(path)
        let second = try test.listen(at: .ipc(path: path))
        listener.close()
        #expect(try test.connect(to: .ipc(path: path)).exchange([3]) == [3])
        second.close()
        #expect(!TestPath.exists(path))
    }

    @Test func `the mode of a path is what was asked for`() throws {
        let test = try TestLane()
        var tuning = ChannelTuning()
        tuning.ipcMode = 0o620
        let listener = try test.listen(at: .ipc(path: "*"), tuning: tuning)
        guard case .ipc(let path) = listener.address else { throw Unexpected() }
        #expect(TestPath.mode(path) == 0o620)
        listener.close()
    }

    @Test func `a path that is too long is refused with the limit`() throws {
        let test = try TestLane()
        let path = "/tmp/" + String(repeating: "x", count: 200)
        for attempt in [
            #expect(throws: SystemError.self) { _ = try test.listen(at: .ipc(path: path)) },
            #expect(throws: SystemError.self) { _ = try test.connect(to: .ipc(path: path)) },
        ] {
            #expect(attempt?.number == ErrorNumber.nameTooLong)
            #expect(attempt?.detail?.contains("\(LocalSocketPath.maximumBytes) bytes") == true)
        }
    }
}
