import Testing
import ZMQReactor

@Suite struct TimerTests {
    @Test func `timers fire in the order of their deadlines`() throws {
        let test = try TestLane()
        let lane = test.lane
        let fired = Eventually<[Int]>()
        let order = Guarded<[Int]>([])
        let delays = (0..<100).map { ($0 * 37) % 101 }
        lane.execute {
            let start = lane.now
            for delay in delays {
                let timer = LaneTimer {
                    let all = order.withLock { order in
                        order.append(delay)
                        return order
                    }
                    if all.count == delays.count { fired.fulfil(all) }
                }
                lane.arm(timer, at: start + .microseconds(delay * 200))
            }
        }
        #expect(try fired.value() == delays.sorted())
    }

    @Test func `a timer that is armed again fires once, at the later time`() throws {
        let test = try TestLane()
        let lane = test.lane
        let fired = Eventually<Duration>()
        let start = lane.now
        lane.execute {
            let timer = LaneTimer { fired.fulfil(lane.now - start) }
            lane.arm(timer, at: start + .milliseconds(1))
            lane.arm(timer, at: start + .milliseconds(30))
        }
        #expect(try fired.value() >= .milliseconds(30))
    }

    @Test func `a disarmed timer does not fire`() throws {
        let test = try TestLane()
        let lane = test.lane
        let fired = Guarded(0)
        let done = Eventually<Bool>()
        lane.execute {
            let timers = (0..<50).map { _ in LaneTimer { fired.withLock { $0 += 1 } } }
            for timer in timers { lane.arm(timer, at: lane.now + .milliseconds(5)) }
            for timer in timers { lane.disarm(timer) }
            lane.disarm(timers[0])
            lane.arm(LaneTimer { done.fulfil(true) }, at: lane.now + .milliseconds(10))
        }
        _ = try done.value()
        #expect(fired.withLock { $0 } == 0)
    }

    @Test func `a timer fires while a thread drives, and after it has left`() throws {
        let test = try TestLane()
        let lane = test.lane
        for _ in 0..<20 {
            let parker = Parker()
            let later = Eventually<Bool>()
            lane.execute {
                lane.arm(LaneTimer { parker.signal() }, at: lane.now + .milliseconds(3))
                lane.arm(LaneTimer { later.fulfil(true) }, at: lane.now + .milliseconds(6))
            }
            #expect(lane.wait(for: parker, until: .now + .seconds(60)))
            _ = try later.value()
        }
    }

    @Test func `a timer that arms itself anew keeps its pace`() throws {
        let test = try TestLane()
        let lane = test.lane
        let done = Eventually<Bool>()
        lane.execute {
            var left = 50
            var timer: LaneTimer?
            timer = LaneTimer {
                left -= 1
                if left == 0 {
                    timer = nil
                    done.fulfil(true)
                } else if let timer {
                    lane.arm(timer, at: lane.now)
                }
            }
            if let timer { lane.arm(timer, at: lane.now) }
        }
        #expect(try done.value())
    }
}
