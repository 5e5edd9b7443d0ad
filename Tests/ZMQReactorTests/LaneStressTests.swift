import TestPrograms
import Testing
import ZMQReactor

/// Threads against one lane. A lost wake-up shows as a test that never ends.
@Suite(.timeLimit(.minutes(5))) struct LaneStressTests {
    @Test func `no wake-up is lost between executing, scheduling and waiting threads`() throws {
        let test = try TestLane()
        let lane = test.lane
        let tasks = Guarded(0)
        #expect(
            onThreads(6) { index in
                for round in 0..<1500 {
                    let parker = Parker()
                    let signal = SignalTask(parker)
                    switch (index + round) % 4 {
                    case 0: lane.execute { parker.signal() }
                    case 1: lane.schedule(LaneTaskReference(signal))
                    case 2: lane.scheduleInline(LaneTaskReference(signal))
                    default: lane.execute { lane.schedule(LaneTaskReference(signal)) }
                    }
                    if lane.wait(for: parker, until: .now + .seconds(60)) { tasks.withLock { $0 += 1 } }
                }
            })
        #expect(tasks.withLock { $0 } == 9000)
    }

    @Test func `no wake-up is lost when threads pause between their waits`() throws {
        let test = try TestLane()
        let lane = test.lane
        let late = Guarded(0)
        #expect(
            onThreads(4) { index in
                for round in 0..<60 {
                    let parker = Parker()
                    lane.execute { parker.signal() }
                    // Without driving: the lane must be run by somebody else, whatever state it is in.
                    if index % 2 == 0 {
                        if !parker.wait(until: .now + .seconds(60)) { late.withLock { $0 += 1 } }
                    } else if !lane.wait(for: parker, until: .now + .seconds(60)) {
                        late.withLock { $0 += 1 }
                    }
                    OpenDescriptors.pause(microseconds: (round * 317) % 7000)
                }
            })
        #expect(late.withLock { $0 } == 0)
    }

    @Test func `echoes come back to threads that drive, park and submit at random`() throws {
        let test = try TestLane()
        let lane = test.lane
        let listener = try test.listen(at: loopback())
        let clients = try (0..<4).map { _ in LaneConfined(try test.connect(to: listener.address)) }
        let late = Guarded(0)
        #expect(
            onThreads(4) { index in
                let client = clients[index]
                for round in 0..<1000 {
                    let parker = Parker()
                    let begin = JobTask { client.value.begin([1, 2, 3, 4]) { _ in parker.signal() } }
                    if round % 3 == 0 {
                        lane.schedule(LaneTaskReference(begin))
                    } else {
                        lane.scheduleInline(LaneTaskReference(begin))
                    }
                    if round % 50 == 7 {
                        lane.addWaiter()
                        if !parker.wait(until: .now + .seconds(60)) { late.withLock { $0 += 1 } }
                        lane.removeWaiter()
                    } else if !lane.wait(for: parker, until: .now + .seconds(60)) {
                        late.withLock { $0 += 1 }
                    }
                }
            })
        #expect(late.withLock { $0 } == 0)
    }

    @Test func `channels and listeners may come and go from several threads`() throws {
        let test = try TestLane()
        let failures = Guarded<[String]>([])
        #expect(
            onThreads(4) { _ in
                for _ in 0..<40 {
                    do {
                        let listener = try test.listen(at: loopback())
                        let client = try test.connect(to: listener.address)
                        if try client.exchange([1, 2, 3]) != [1, 2, 3] { throw Unexpected() }
                        listener.close()
                        client.close()
                    } catch {
                        failures.withLock { $0.append("\(error)") }
                    }
                }
            })
        #expect(failures.withLock { $0 } == [])
    }

    @Test func `lanes may come and go from several threads`() throws {
        let failures = Guarded<[String]>([])
        #expect(
            onThreads(4) { index in
                for round in 0..<40 {
                    do {
                        let test = try TestLane()
                        if (index + round) % 3 == 0 { continue }
                        let listener = try test.listen(at: loopback())
                        let client = try test.connect(to: listener.address)
                        if try client.exchange([1]) != [1] { throw Unexpected() }
                        if round % 2 == 0 { listener.close() }
                    } catch {
                        failures.withLock { $0.append("\(error)") }
                    }
                }
            })
        #expect(failures.withLock { $0 } == [])
    }

    @Test(.onOwnThreads) func `accepting pauses while there are no descriptors and goes on afterwards`() async
    {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                let test = try TestLane()
                let echo = EchoListener()
                let listener = try test.listen(at: loopback(), handler: echo)
                let first = try test.connect(to: listener.address)
                _ = try first.exchange([1])
                // Room for the connecting end only.
                OpenDescriptors.limit(to: OpenDescriptors.lowestFree() + 1)
                let second = try test.connect(to: listener.address)
                let error = try echo.failure.value()
                #expect(error.number == ErrorNumber.tooManyFiles)
                OpenDescriptors.limit(to: 1000)
                let bytes = try second.exchange([7])
                #expect(bytes == [7])
            }
        }
    }
}

/// Signals a parker.
final class SignalTask: LaneTask, Sendable {
    let parker: Parker

    init(_ parker: Parker) {
        self.parker = parker
    }

    func runOnLane() {
        parker.signal()
    }
}

/// Runs a closure.
final class JobTask: LaneTask, Sendable {
    let job: @Sendable () -> Void

    init(_ job: @escaping @Sendable () -> Void) {
        self.job = job
    }

    func runOnLane() {
        job()
    }
}
