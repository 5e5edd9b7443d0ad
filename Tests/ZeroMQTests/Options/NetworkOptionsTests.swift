import Testing
import ZMQReactor
import ZeroMQ

@Suite struct NetworkOptionsTests {
    @Test func `the defaults leave the system its own`() {
        #expect(NetworkOptions().channelTuning == ChannelTuning())
    }

    @Test func `every option reaches the network, times rounded up`() {
        let options = NetworkOptions(
            backlog: 7, sendBufferBytes: 1024, receiveBufferBytes: 2048,
            keepAlive: KeepAlivePolicy(idle: .milliseconds(1500), interval: .seconds(2), count: 3),
            tcpUserTimeout: .microseconds(1500), typeOfService: 0x28, connectTimeout: .seconds(4),
            ipv6: false,
            ipcMode: 0o600)
        var expected = ChannelTuning()
        expected.backlog = 7
        expected.sendBufferBytes = 1024
        expected.receiveBufferBytes = 2048
        expected.keepAlive = true
        expected.keepAliveIdleSeconds = 2
        expected.keepAliveIntervalSeconds = 2
        expected.keepAliveCount = 3
        expected.maximumRetransmitMilliseconds = 2
        expected.typeOfService = 0x28
        expected.connectTimeout = .seconds(4)
        expected.usesIPv6 = false
        expected.ipcMode = 0o600
        #expect(options.channelTuning == expected)
    }

    @Test func `values beyond the system's types are cut`() {
        let options = NetworkOptions(backlog: .max, tcpUserTimeout: .seconds(Int64.max))
        #expect(options.channelTuning.backlog == .max)
        #expect(options.channelTuning.maximumRetransmitMilliseconds == .max)
    }

    @Test func `keep-alive can be turned off`() {
        #expect(NetworkOptions(keepAlive: KeepAlivePolicy(isEnabled: false)).channelTuning.keepAlive == false)
    }
}
