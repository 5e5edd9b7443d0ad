import Testing
import ZMQReactor

/// Who runs the lane, and that it always is somebody.
@Suite(.timeLimit(.minutes(5))) struct DrivingTests {
    @Test func `no signal is lost on its way to a thread that drives`() throws {
        let lanes = try [TestLane(), TestLane()]
        let parkers = [Parker(), Parker()]
        let late = Guarded(0)
        // Each thread drives its own lane and signals the other the moment that it is woken.
        #expect(
            onThreads(2) { index in
                let own = parkers[index]
                for _ in 0..<30_000 {
                    if index == 0 { parkers[1].signal() }
                    if !lanes[index].lane.wait(for: own, until: .now + .seconds(20)) {
                        late.withLock { $0 += 1 }
                        break
                    }
                    own.reset()
                    if index == 1 { parkers[0].signal() }
                }
            })
        #expect(late.withLock { $0 } == 0)
    }

    @Test func `Dispatch takes the lane back when nobody drives any more`() throws {
        let (near, far) = (try TestLane(), try TestLane())
        let listener = try near.listen(at: loopback())
        let client = try far.connect(to: listener.address)
        for _ in 0..<20 {
            let parker = Parker()
            near.lane.execute { parker.signal() }
            #expect(near.lane.wait(for: parker, until: nil))
            // Nothing is submitted to the echo's lane from here on: only its descriptors speak.
            #expect(try client.exchange([1, 2, 3]) == [1, 2, 3])
        }
    }

    @Test func `who looks for a moment finds what arrives, and Dispatch takes the lane back when it goes`()
        throws
    {
        // Slow as a sanitizer may make it all.
        let test = try TestLane(lookDuration: .milliseconds(20))
        let listener = try test.listen(at: loopback())
        let client = try test.connect(to: listener.address)
        var found = 0
        // Somebody else may be quicker now and then; not always.
        for _ in 0..<1000 where found < 100 {
            let (sent, answer) = (Parker(), Eventually<[UInt8]>())
            test.lane.execute {
                client.begin([1, 2, 3]) { answer.fulfil($0) }
                sent.signal()
            }
            #expect(test.lane.wait(for: sent, until: nil))
            // The lane has both ends, so it is this thread that takes the bytes there and back.
            if test.lane.look(until: { answer.isFulfilled }) {
                #expect(answer.isFulfilled)
                found += 1
            }
            #expect(try answer.value() == [1, 2, 3])
        }
        #expect(found > 0)
    }

    @Test func `looking ends soon when nothing happens`() throws {
        let test = try TestLane()
        for _ in 0..<100 {
            let isFound = test.lane.look(until: { true })
            #expect(!isFound)
        }
    }

    @Test func `threads that look, threads that drive and jobs share a lane`() throws {
        let test = try TestLane()
        let lane = test.lane
        let late = Guarded(0)
        #expect(
            onThreads(4) { index in
                for _ in 0..<3000 {
                    let parker = Parker()
                    lane.execute { parker.signal() }
                    if index % 2 == 0, lane.look(until: { parker.isSignalled }) { continue }
                    if !lane.wait(for: parker, until: .now + .seconds(20)) {
                        late.withLock { $0 += 1 }
                        break
                    }
                }
            })
        #expect(late.withLock { $0 } == 0)
    }

    @Test func `jobs run while a thread drives that waits for something else`() throws {
        let test = try TestLane()
        let lane = test.lane
        let end = Parker()
        let late = Guarded(0)
        #expect(
            onThreads(2) { index in
                if index == 0 {
                    _ = lane.wait(for: end, until: nil)
                    return
                }
                for _ in 0..<3000 {
                    let parker = Parker()
                    lane.execute { parker.signal() }
                    if !parker.wait(until: .now + .seconds(20)) {
                        late.withLock { $0 += 1 }
                        break
                    }
                }
                end.signal()
            })
        #expect(late.withLock { $0 } == 0)
    }

    @Test func `inline tasks run while a thread drives that waits for something else`() throws {
        let test = try TestLane()
        let lane = test.lane
        let end = Parker()
        let task = CountingTask()
        #expect(
            onThreads(3) { index in
                if index == 0 {
                    _ = lane.wait(for: end, until: nil)
                    return
                }
                for _ in 0..<3000 {
                    let parker = Parker()
                    let both = JobTask {
                        task.runOnLane()
                        parker.signal()
                    }
                    lane.scheduleInline(LaneTaskReference(both))
                    _ = parker.wait(until: .now + .seconds(20))
                }
                if task.runs.withLock({ $0 }) == 6000 { end.signal() }
            })
        #expect(task.runs.withLock { $0 } == 6000)
    }

    @Test func `what an inline task submits is run`() throws {
        let test = try TestLane()
        let lane = test.lane
        for _ in 0..<50 {
            let done = Eventually<Bool>()
            lane.scheduleInline(LaneTaskReference(JobTask { lane.execute { done.fulfil(true) } }))
            #expect(try done.value(within: .seconds(20)))
        }
    }

    @Test func `what an inline task arms fires`() throws {
        let test = try TestLane()
        let lane = test.lane
        for round in 0..<20 {
            let done = Eventually<Bool>()
            let arm = JobTask {
                lane.arm(LaneTimer { done.fulfil(true) }, at: lane.now + .milliseconds(round % 4))
            }
            lane.scheduleInline(LaneTaskReference(arm))
            #expect(try done.value(within: .seconds(20)))
        }
    }

    @Test func `what an inline task arms fires also while a thread drives`() throws {
        let test = try TestLane()
        let lane = test.lane
        let end = Parker()
        let late = Guarded(0)
        #expect(
            onThreads(2) { index in
                if index == 0 {
                    _ = lane.wait(for: end, until: nil)
                    return
                }
                for _ in 0..<20 {
                    let done = Eventually<Bool>()
                    let arm = JobTask {
                        lane.arm(LaneTimer { done.fulfil(true) }, at: lane.now + .milliseconds(2))
                    }
                    lane.scheduleInline(LaneTaskReference(arm))
                    if (try? done.value(within: .seconds(20))) == nil { late.withLock { $0 += 1 } }
                }
                end.signal()
            })
        #expect(late.withLock { $0 } == 0)
    }
}
