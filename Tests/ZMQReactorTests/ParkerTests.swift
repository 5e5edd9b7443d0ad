import Testing
import ZMQReactor

@Suite struct ParkerTests {
    @Test func `a signal before the wait ends it at once`() {
        let parker = Parker()
        #expect(!parker.isSignalled)
        parker.signal()
        parker.signal()
        #expect(parker.isSignalled)
        #expect(parker.wait(until: nil))
    }

    @Test func `a reset forgets the signal`() {
        let parker = Parker()
        parker.signal()
        parker.reset()
        #expect(!parker.wait(until: .now + .milliseconds(1)))
    }

    @Test func `a deadline in the past does not block`() {
        #expect(!Parker().wait(until: .now - .seconds(1)))
    }

    @Test func `two threads hand a turn to and fro`() {
        let (here, there) = (Parker(), Parker())
        #expect(
            onThreads(2) { index in
                let (own, other) = index == 0 ? (here, there) : (there, here)
                for _ in 0..<5000 {
                    if index == 0 { other.signal() }
                    _ = own.wait(until: nil)
                    own.reset()
                    if index == 1 { other.signal() }
                }
            })
    }

    @Test func `a lock lets one thread in at a time`() {
        let count = Guarded(0)
        #expect(
            onThreads(4) { _ in
                for _ in 0..<50_000 { count.withLock { $0 += 1 } }
            })
        #expect(count.withLock { $0 } == 200_000)
    }
}
