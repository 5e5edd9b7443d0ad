import Testing
import ZMQReactor

/// Names that stand for several addresses.
@Suite struct HostNameTests {
    /// A lane on which the name `several` stands for `addresses`.
    private func lane(_ addresses: String..., counting lookUps: Guarded<Int> = Guarded(0)) throws -> TestLane
    {
        try TestLane { host in
            guard host == "several" else { return nil }
            lookUps.withLock { $0 += 1 }
            return addresses
        }
    }

    private func port(of listener: any ByteListener) throws -> UInt16 {
        guard case .tcp(let address) = listener.address else { throw Unexpected() }
        return address.port
    }

    @Test(arguments: [
        ["127.0.0.3"], ["127.0.0.2", "127.0.0.3"], ["127.0.0.3", "127.0.0.2"],
        ["::1", "127.0.0.2", "127.0.0.1", "127.0.0.3"],
    ])
    func `all addresses are tried until one answers`(addresses: [String]) throws {
        let test = try TestLane { $0 == "several" ? addresses : nil }
        let listener = try test.listen(at: loopback("127.0.0.3"))
        let port = try port(of: listener)
        let client = try test.connect(to: loopback("several", port: port))
        #expect(client.remoteAddress == "127.0.0.3:\(port)")
        #expect(try client.exchange([1, 2]) == [1, 2])
    }

    @Test(arguments: [.seconds(1), nil] as [Duration?])
    func `an address that never answers does not keep the others from being tried`(
        timeout: Duration?
    ) throws {
        let test = try lane("127.0.0.2", "127.0.0.3")
        let listener = try test.listen(at: loopback("127.0.0.3"))
        let port = try port(of: listener)
        var tuning = ChannelTuning()
        tuning.connectTimeout = .milliseconds(20)
        tuning.backlog = 0
        let silent = try test.reactor.network.listen(
            at: loopback("127.0.0.2", port: port), tuning: tuning, on: try TestLane.stuck(),
            handler: EchoListener())
        // Connections that nobody accepts fill the backlog; what comes after them is dropped.
        var waiting: [TestClient] = []
        #expect(throws: SystemError.self) {
            for _ in 0..<20 { waiting.append(try test.connect(to: silent.address, tuning: tuning)) }
        }
        tuning.connectTimeout = timeout
        let client = try test.connect(to: loopback("several", port: port), tuning: tuning)
        #expect(client.remoteAddress == "127.0.0.3:\(port)")
        #expect(try client.exchange([1, 2]) == [1, 2])
        silent.close()
    }

    @Test func `a name is looked up off the lane`() throws {
        let release = Parker()
        let test = try TestLane { host in
            guard host == "slow" else { return nil }
            _ = release.wait(until: .now + .seconds(60))
            return ["127.0.0.3"]
        }
        let listener = try test.listen(at: loopback("127.0.0.3"))
        let port = try port(of: listener)
        let outcome = Eventually<Result<TestClient, SystemError>>()
        let (network, lane) = (test.reactor.network, test.lane)
        lane.execute {
            _ = network.connect(to: loopback("slow", port: port), tuning: ChannelTuning(), on: lane) {
                outcome.fulfil($0.map { TestClient($0, on: lane) })
            }
        }
        // Meanwhile the lane serves others.
        let client = try test.connect(to: listener.address)
        for number in UInt8(0)..<10 { #expect(try client.exchange([number]) == [number]) }
        #expect(!outcome.isFulfilled)
        release.signal()
        #expect(try outcome.value().get().exchange([1, 2]) == [1, 2])
    }

    @Test func `the first that answers is taken`() throws {
        let test = try lane("127.0.0.4", "127.0.0.3")
        let first = try test.listen(at: loopback("127.0.0.3"))
        let port = try port(of: first)
        let second = try test.listen(at: loopback("127.0.0.4", port: port))
        let client = try test.connect(to: loopback("several", port: port))
        #expect(client.remoteAddress == "127.0.0.4:\(port)")
        second.close()
        first.close()
    }

    @Test func `when none answers, the attempt fails as the last did, and the next one asks again`() throws {
        let lookUps = Guarded(0)
        let test = try lane("127.0.0.2", "127.0.0.3", counting: lookUps)
        let listener = try test.listen(at: loopback("127.0.0.3"))
        let port = try port(of: listener)
        listener.close()
        for attempt in 1...2 {
            let error = #expect(throws: SystemError.self) {
                try test.connect(to: loopback("several", port: port))
            }
            #expect(error?.number == ErrorNumber.connectionRefused)
            #expect(lookUps.withLock { $0 } == attempt)
        }
    }

    @Test func `without IPv6 only the other addresses count`() throws {
        let test = try lane("::1", "127.0.0.3")
        let listeners = [try test.listen(at: loopback("::1"))]
        let port = try port(of: listeners[0])
        let other = try test.listen(at: loopback("127.0.0.3", port: port))
        var tuning = ChannelTuning()
        #expect(
            try test.connect(to: loopback("several", port: port), tuning: tuning).remoteAddress
                == "[::1]:\(port)")
        tuning.usesIPv6 = false
        #expect(
            try test.connect(to: loopback("several", port: port), tuning: tuning).remoteAddress
                == "127.0.0.3:\(port)")
        other.close()
    }

    @Test func `a source that has only one family is used with the address that fits`() throws {
        let test = try lane("::1", "127.0.0.3")
        let listener = try test.listen(at: loopback("127.0.0.3"))
        let port = try port(of: listener)
        let address = TCPAddress(host: "several", port: port, sourceHost: "127.0.0.2")
        let client = try test.connect(to: .tcp(address))
        #expect(client.localAddress.hasPrefix("127.0.0.2:"))
        #expect(client.remoteAddress == "127.0.0.3:\(port)")
    }

    @Test func `a listener takes the first address that is one of this machine`() throws {
        // 192.0.2.0/24 is for documentation; nobody has it.
        let test = try lane("192.0.2.1", "127.0.0.3", "127.0.0.2")
        let listener = try test.listen(at: loopback("several"))
        let port = try port(of: listener)
        #expect(listener.address == loopback("127.0.0.3", port: port))
        #expect(try test.connect(to: listener.address).exchange([3]) == [3])
    }
}
