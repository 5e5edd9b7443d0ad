import Testing
import ZeroMQPatterns

/// P-13: ping when idle, any traffic is life, a countdown of silent intervals. In a time that the tests make up.
@Suite struct HeartbeatTests {
    private let start = ContinuousClock.now
    private func at(_ milliseconds: Int) -> ContinuousClock.Instant {
        start.advanced(by: .milliseconds(milliseconds))
    }
    private func heartbeat(liveness: Int = 3) -> Heartbeat {
        Heartbeat(interval: .seconds(1), liveness: liveness, at: start)
    }

    @Test func `P-13 a ping is due after each interval in which nothing was sent`() {
        var heartbeat = heartbeat(liveness: 100)
        #expect(heartbeat.check(at: at(999)) == .nothing)
        #expect(heartbeat.check(at: at(1000)) == .ping)
        #expect(heartbeat.check(at: at(1001)) == .nothing)
        #expect(heartbeat.check(at: at(1999)) == .nothing)
        #expect(heartbeat.check(at: at(2000)) == .ping)
    }

    @Test func `P-13 what is sent makes a ping needless`() {
        var heartbeat = heartbeat(liveness: 100)
        heartbeat.sent(at: at(900))
        #expect(heartbeat.check(at: at(1000)) == .nothing)
        #expect(heartbeat.check(at: at(1899)) == .nothing)
        #expect(heartbeat.check(at: at(1900)) == .ping)
    }

    @Test func `P-13 a peer is dead after as many silent intervals as its liveness`() {
        var heartbeat = heartbeat()
        #expect(heartbeat.check(at: at(1000)) == .ping)
        #expect(heartbeat.remaining == 2)
        #expect(heartbeat.check(at: at(2000)) == .ping)
        #expect(heartbeat.check(at: at(2999)) == .nothing)
        #expect(!heartbeat.isDead)
        #expect(heartbeat.check(at: at(3000)) == .dead)
        #expect(heartbeat.isDead)
        #expect(heartbeat.check(at: at(9000)) == .dead)
    }

    @Test func `P-13 anything that arrives starts the countdown anew`() {
        var heartbeat = heartbeat()
        for round in 1...10 {
            _ = heartbeat.check(at: at(round * 2000 - 1000))
            #expect(heartbeat.remaining == 2)
            heartbeat.heard(at: at(round * 2000))
            #expect(heartbeat.remaining == 3)
        }
    }

    @Test func `what is sent says nothing about the peer`() {
        var heartbeat = heartbeat()
        for time in [500, 1000, 1500, 2000, 2500] {
            heartbeat.sent(at: at(time))
            #expect(heartbeat.check(at: at(time)) == .nothing)
        }
        heartbeat.sent(at: at(3000))
        #expect(heartbeat.check(at: at(3000)) == .dead)
    }

    @Test func `a program that was stopped for long takes nobody for dead at once`() {
        var heartbeat = heartbeat()
        #expect(heartbeat.check(at: at(60_000)) == .ping)
        #expect(heartbeat.remaining == 2)
        #expect(heartbeat.check(at: at(60_999)) == .nothing)
    }

    @Test func `a dead peer that is heard is alive again`() {
        var heartbeat = heartbeat(liveness: 1)
        #expect(heartbeat.check(at: at(1000)) == .dead)
        heartbeat.heard(at: at(1500))
        #expect(heartbeat.check(at: at(1500)) == .ping)
        #expect(heartbeat.check(at: at(2499)) == .nothing)
        #expect(heartbeat.check(at: at(2500)) == .dead)
    }

    @Test func `after a restart everything begins anew`() {
        var heartbeat = heartbeat(liveness: 1)
        #expect(heartbeat.check(at: at(1000)) == .dead)
        heartbeat.restart(at: at(5000))
        #expect(heartbeat.check(at: at(5999)) == .nothing)
        #expect(heartbeat.nextDeadline == at(6000))
    }

    @Test func `the next deadline is the earlier of ping and countdown`() {
        var heartbeat = heartbeat()
        #expect(heartbeat.nextDeadline == at(1000))
        heartbeat.heard(at: at(300))
        #expect(heartbeat.nextDeadline == at(1000))
        heartbeat.sent(at: at(600))
        #expect(heartbeat.nextDeadline == at(1300))
        // Nothing is due before it, and something then.
        #expect(heartbeat.check(at: at(1299)) == .nothing)
        #expect(heartbeat.remaining == 3)
        _ = heartbeat.check(at: at(1300))
        #expect(heartbeat.remaining == 2)
    }

    /// Two sides with the same interval, each only pinging, keep each other alive for ever; a side that stops is
    /// found dead by the other after its liveness.
    @Test func `P-13 two peers that only ping stay alive, until one stops`() {
        var (near, far) = (heartbeat(), heartbeat())
        func step(_ time: Int, farRuns: Bool) -> Heartbeat.Action {
            if farRuns, far.check(at: at(time)) == .ping { near.heard(at: at(time)) }
            let action = near.check(at: at(time))
            if action == .ping, farRuns { far.heard(at: at(time)) }
            return action
        }
        for time in stride(from: 0, to: 60_000, by: 100) {
            #expect(step(time, farRuns: true) != .dead)
            #expect(!far.isDead)
        }
        let death = stride(from: 60_000, to: 70_000, by: 100).first { step($0, farRuns: false) == .dead }
        #expect(death.map { (62_000...63_100).contains($0) } == true)
    }

    @Test func `P-12 pauses double up to the maximum, and begin anew after a success`() {
        var backoff = ExponentialBackoff()
        #expect((0..<7).map { _ in backoff.next() } == [1, 2, 4, 8, 16, 32, 32].map { .seconds($0) })
        backoff.reset()
        #expect(backoff.next() == .seconds(1))
        var uneven = ExponentialBackoff(initial: .milliseconds(300), maximum: .seconds(1))
        #expect((0..<4).map { _ in uneven.next() } == [300, 600, 1000, 1000].map { .milliseconds($0) })
        var largest = ExponentialBackoff(initial: .seconds(1), maximum: .seconds(Int64.max))
        for _ in 0..<200 { #expect(largest.next() <= .seconds(Int64.max)) }
    }
}
