import Testing
import ZeroMQ

@Suite struct HeartbeatPolicyTests {
    // RFC 37, PING: the TTL is a 16-bit number of tenths of a second.
    @Test(arguments: [
        (Duration?.none, UInt16(0)), (.zero, 0), (.seconds(-1), 0), (.nanoseconds(1), 1),
        (.milliseconds(100), 1), (.milliseconds(101), 2), (.seconds(2), 20),
        (.milliseconds(6_553_400), 65_534),
        (.milliseconds(6_553_500), 65_535), (.seconds(Int64.max), 65_535),
    ])
    func `a time to live travels in tenths of a second, rounded up and saturating`(
        time: Duration?, wire: UInt16
    ) {
        #expect(HeartbeatPolicy(interval: .seconds(1), timeToLive: time).timeToLiveDeciseconds == wire)
    }

    @Test func `the timeout is the interval unless it is given`() {
        #expect(HeartbeatPolicy(interval: .seconds(3)).effectiveTimeout == .seconds(3))
        #expect(HeartbeatPolicy(interval: .seconds(3), timeout: .seconds(1)).effectiveTimeout == .seconds(1))
    }
}
