import TestPrograms
import Testing
import ZMQReactor

@Suite struct TCPTests {
    @Test(arguments: ["127.0.0.1", "::1", "localhost", "lo"])
    func `bytes come back from an echo`(host: String) throws {
        let test = try TestLane()
        let listener = try test.listen(at: loopback(host))
        guard case .tcp(let bound) = listener.address else { throw Unexpected() }
        #expect(bound.port != 0)
        let client = try test.connect(to: listener.address)
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(try client.exchange(bytes) == bytes)
        let text = bound.host.contains(":") ? "[\(bound.host)]:\(bound.port)" : "\(bound.host):\(bound.port)"
        #expect(client.remoteAddress == text)
        listener.close()
    }

    @Test(arguments: ["127.0.0.1", "::1", "localhost"])
    func `a wildcard takes IPv4 and IPv6`(host: String) throws {
        let test = try TestLane()
        let listener = try test.listen(at: loopback("*"))
        guard case .tcp(let bound) = listener.address else { throw Unexpected() }
        let client = try test.connect(to: loopback(host, port: bound.port))
        #expect(try client.exchange([1, 2, 3]) == [1, 2, 3])
    }

    @Test func `a wildcard without IPv6 takes IPv4 only`() throws {
        let test = try TestLane()
        var tuning = ChannelTuning()
        tuning.usesIPv6 = false
        let listener = try test.listen(at: loopback("*"), tuning: tuning)
        guard case .tcp(let bound) = listener.address else { throw Unexpected() }
        #expect(bound.host == "0.0.0.0")
        #expect(try test.connect(to: loopback(port: bound.port)).exchange([9]) == [9])
        #expect(throws: SystemError.self) { try test.connect(to: loopback("::1", port: bound.port)) }
    }

    @Test(arguments: ["127.0.0.1", "*"])
    func `a second listener on the port fails with EADDRINUSE`(host: String) throws {
        let test = try TestLane()
        let listener = try test.listen(at: loopback(host))
        guard case .tcp(let bound) = listener.address else { throw Unexpected() }
        let error = #expect(throws: SystemError.self) {
            try test.listen(at: loopback(host, port: bound.port))
        }
        #expect(error?.number == ErrorNumber.addressInUse)
        #expect(error?.description.contains("EADDRINUSE") == true)
    }

    @Test(.onOwnThreads) func `the port is free when close returns`() async {
        // In a process of its own: other tests take ports, and a child that is being started holds on to all.
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                let test = try TestLane()
                var listener = try test.listen(at: loopback())
                for _ in 0..<200 {
                    let address = listener.address
                    listener.close()
                    listener = try test.listen(at: address)
                }
                let bytes = try test.connect(to: listener.address).exchange([7])
                #expect(bytes == [7])
            }
        }
    }

    @Test func `a port without a listener refuses`() throws {
        let test = try TestLane()
        let listener = try test.listen(at: loopback())
        listener.close()
        let error = #expect(throws: SystemError.self) { try test.connect(to: listener.address) }
        #expect(error?.number == ErrorNumber.connectionRefused)
    }

    @Test func `a name that does not resolve is named in the error`() throws {
        let test = try TestLane()
        let error = #expect(throws: SystemError.self) {
            try test.connect(to: loopback("no-such-host.invalid", port: 1))
        }
        #expect(error?.operation == "getaddrinfo")
        #expect(error?.detail?.contains("no-such-host.invalid") == true)
    }

    @Test(arguments: ["127.0.0.2", "lo"])
    func `a connection comes from the source that was asked for`(source: String) throws {
        let test = try TestLane()
        let listener = try test.listen(at: loopback())
        guard case .tcp(var address) = listener.address else { throw Unexpected() }
        address.sourceHost = source
        let client = try test.connect(to: .tcp(address))
        #expect(client.localAddress.hasPrefix(source == "lo" ? "127.0.0.1:" : "127.0.0.2:"))
        #expect(try client.exchange([5]) == [5])
    }

    @Test func `a hang-up is noticed on both sides`() throws {
        let test = try TestLane()
        let echo = EchoListener()
        let listener = try test.listen(at: loopback(), handler: echo)
        let client = try test.connect(to: listener.address)
        #expect(try client.exchange([1]) == [1])
        client.close()
        #expect(try echo.ended.value())
    }

    @Test func `a hang-up while nobody reads is noticed once somebody does`() throws {
        let test = try TestLane()
        let keeping = KeepingListener()
        let listener = try test.listen(at: loopback(), handler: keeping)
        let client = try test.connect(to: listener.address)
        client.setReading(false)
        let peer = try keeping.channel.value()
        try test.run { peer.value.close() }
        // A lane that spins on the hang-up would still get here; that it does not, the next test shows.
        client.setReading(true)
        #expect(try client.ended.value())
    }

    @Test(.onOwnThreads) func `a hang-up that nobody wants to know of leaves the lane at rest`() async {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                let test = try TestLane()
                let keeping = KeepingListener()
                let listener = try test.listen(at: loopback(), handler: keeping)
                let client = try test.connect(to: listener.address)
                client.setReading(false)
                // With bytes unread on that side the connection is reset, which is reported wanted or not.
                client.lane.execute { client.begin([1, 2, 3]) { _ in } }
                let peer = try keeping.channel.value()
                try test.run { peer.value.close() }
                let before = ProcessTime.used()
                OpenDescriptors.pause(microseconds: 200_000)
                let used = ProcessTime.used() - before
                #expect(used < .milliseconds(100), "\(used) of processor time")
                client.setReading(true)
                _ = try client.ended.value()
            }
        }
    }

    @Test func `a cancelled attempt does not complete`() throws {
        let test = try TestLane()
        let listener = try test.listen(at: loopback())
        let (lane, network, address) = (test.lane, test.reactor.network, listener.address)
        let completed = Guarded(false)
        _ = try test.run {
            let attempt = network.connect(to: address, tuning: ChannelTuning(), on: lane) { _ in
                completed.withLock { $0 = true }
            }
            attempt.cancel()
            return true
        }
        #expect(try test.connect(to: listener.address).exchange([1]) == [1])
        #expect(!completed.withLock { $0 })
    }

    @Test func `an attempt that nobody answers times out`() throws {
        let test = try TestLane()
        var tuning = ChannelTuning()
        tuning.connectTimeout = .milliseconds(20)
        tuning.backlog = 0
        // A full backlog drops what comes, so the attempt neither succeeds nor fails.
        let listener = try test.reactor.network.listen(
            at: loopback(), tuning: tuning, on: try TestLane.stuck(), handler: EchoListener())
        var error: SystemError?
        for _ in 0..<20 where error == nil {
            do { _ = try test.connect(to: listener.address, tuning: tuning) } catch let failure as SystemError
            {
                error = failure
            }
        }
        #expect(error?.number == ErrorNumber.timedOut)
    }
}

struct Unexpected: Error {}
