import Dispatch
import ZMQReactor

/// Runs `body` on `count` threads at the same time and waits for all of them; false when that takes
/// implausibly long.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) -> Bool {
    let group = DispatchGroup()
    for index in 0..<count {
        // A queue of its own: it has a thread of its own, however many block.
        DispatchQueue(label: "test thread \(index)").async(group: group) { body(index) }
    }
    return group.wait(timeout: .now() + 120) == .success
}

/// Occupies threads of the global queue.
func blockGlobalQueue(times: Int, _ body: @escaping @Sendable () -> Void) {
    for _ in 0..<times { DispatchQueue.global().async(execute: body) }
}
