internal import Testing
internal import ZMTP

@Suite("1.8 Heartbeats in time") struct HeartbeatTests {
    private let start = ContinuousClock.now

    private func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

    private func started(
        interval: Int? = 100, timeout: Int? = nil, timeToLive: Int = 0, sendsPings: Bool = true
    ) -> Heartbeat {
        var heartbeat = Heartbeat(
            interval: interval.map { .milliseconds($0) }, timeout: timeout.map { .milliseconds($0) },
            timeToLive: .milliseconds(timeToLive))
        heartbeat.start(at: at(0), sendsPings: sendsPings)
        return heartbeat
    }

    @Test func `HB-01 nothing is due before the handshake`() {
        var heartbeat = Heartbeat(interval: .milliseconds(100))
        #expect(heartbeat.deadline == nil)
        #expect(heartbeat.check(at: at(10_000)) == .none)
    }

    @Test func `a PING is due after every interval`() {
        var heartbeat = started()
        #expect(heartbeat.deadline == at(100))
        #expect(heartbeat.check(at: at(99)) == .none)
        #expect(heartbeat.check(at: at(100)) == .sendPing)
        #expect(heartbeat.check(at: at(100)) == .none)
        heartbeat.receivedAnything(at: at(110))
        #expect(heartbeat.deadline == at(200))
        #expect(heartbeat.check(at: at(200)) == .sendPing)
    }

    @Test func `no interval, no PING`() {
        #expect(started(interval: nil).deadline == nil)
        #expect(started(interval: 0).deadline == nil)
    }

    @Test func `HB-06 silence for the peer's TTL ends the connection`() {
        var heartbeat = started(interval: nil)
        heartbeat.received(timeToLive: .milliseconds(500), at: at(100))
        #expect(heartbeat.deadline == at(600))
        #expect(heartbeat.check(at: at(599)) == .none)
        #expect(heartbeat.check(at: at(600)) == .dead)
    }

    @Test func `HB-05 a PING without TTL demands nothing`() {
        var heartbeat = started(interval: nil)
        heartbeat.received(timeToLive: .milliseconds(500), at: at(0))
        heartbeat.received(timeToLive: nil, at: at(1))
        #expect(heartbeat.deadline == nil)
    }

    @Test func `HB-07 no TTL above 65.5 s is sent`() {
        #expect(started(timeToLive: 65_500).pingTimeToLiveTenths == 655)
        #expect(started(timeToLive: 65_600).pingTimeToLiveTenths == 655)
        #expect(started(timeToLive: 6_553_500).pingTimeToLiveTenths == 655)
        // Our PINGs would come too late for a TTL that is cut.
        #expect(started(interval: 100_000, timeToLive: 120_000).pingTimeToLiveTenths == 0)
        #expect(Heartbeat(interval: nil, timeToLive: .seconds(Int64.max)).pingTimeToLiveTenths == 0)
    }

    @Test func `HB-09 silence after a PING ends the connection, by default after one interval`() {
        var heartbeat = started()
        #expect(heartbeat.check(at: at(100)) == .sendPing)
        #expect(heartbeat.check(at: at(199)) == .none)
        #expect(heartbeat.check(at: at(200)) == .dead)
        var patient = started(timeout: 1000)
        #expect(patient.check(at: at(100)) == .sendPing)
        #expect(patient.check(at: at(1099)) == .sendPing)
        #expect(patient.check(at: at(1100)) == .dead)
        var endless = started(timeout: 0)
        for time in stride(from: 100, to: 100_000, by: 100) { #expect(endless.check(at: at(time)) != .dead) }
    }

    @Test func `HB-10 anything that arrives clears both deadlines`() {
        var heartbeat = started(timeout: 150)
        heartbeat.received(timeToLive: .milliseconds(500), at: at(0))
        #expect(heartbeat.check(at: at(100)) == .sendPing)
        heartbeat.receivedAnything(at: at(120))
        #expect(heartbeat.check(at: at(199)) == .none)
        #expect(heartbeat.deadline == at(200))
        // A later PING arms the TTL again.
        heartbeat.received(timeToLive: .milliseconds(50), at: at(140))
        #expect(heartbeat.deadline == at(190))
        #expect(heartbeat.check(at: at(190)) == .dead)
    }

    @Test func `HB-10 every octet counts, not only whole frames`() {
        var test = TestPeer.ready()
        _ = test.engine.takeInboundActivity()
        #expect(test.engine.takeInboundActivity() == false)
        test.receive([0])
        #expect(test.engine.takeInboundActivity() == true)
        #expect(test.engine.takeInboundActivity() == false)
    }

    @Test func `HB-11 later PINGs do not extend the timeout`() {
        var heartbeat = started(timeout: 250)
        #expect(heartbeat.check(at: at(100)) == .sendPing)
        #expect(heartbeat.check(at: at(200)) == .sendPing)
        #expect(heartbeat.check(at: at(300)) == .sendPing)
        #expect(heartbeat.check(at: at(349)) == .none)
        #expect(heartbeat.check(at: at(350)) == .dead)
    }

    @Test func `HB-13 unanswered PINGs do not pile up`() {
        var heartbeat = started(timeout: 0)
        let sent = (1...50).filter { heartbeat.check(at: at($0 * 100)) == .sendPing }
        #expect(sent.count == Limits.unansweredPings)
        heartbeat.receivedAnything(at: at(5050))
        #expect(heartbeat.check(at: at(5100)) == .sendPing)
    }

    @Test func `HB-14 an older peer is not pinged, but its TTL counts`() {
        var heartbeat = started(sendsPings: false)
        #expect(heartbeat.deadline == nil)
        heartbeat.received(timeToLive: .milliseconds(10), at: at(0))
        #expect(heartbeat.check(at: at(10)) == .dead)
    }

    @Test func `HB-18 the TTL is rounded down to tenths`() {
        #expect(started(timeToLive: 5099).pingTimeToLiveTenths == 50)
        #expect(started(timeToLive: 99).pingTimeToLiveTenths == 0)
        #expect(started(timeToLive: 100).pingTimeToLiveTenths == 1)
        #expect(started(timeToLive: -100).pingTimeToLiveTenths == 0)
    }
}
