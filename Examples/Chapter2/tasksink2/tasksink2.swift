// Task sink that stops the workers: collects the results of a batch of 100 tasks, prints how long it took, and tells
// all workers to end.
//
//     swift run tasksink2                                 in one terminal
//     swift run taskwork2                                 in another one, or in several
//     swift run taskvent                                  in the last one; press Enter when the others are there
//
// Arguments: where results arrive (tcp://*:5558), and where workers are told (tcp://*:5559).

import Foundation
import ZeroMQ

@main
struct TaskSink2 {
    static func main() async throws {
        let words = CommandLine.arguments
        try await runUntilInterrupted { context in
            let receiver = try PullSocket(in: context)
            try receiver.bind(words.dropFirst(1).first ?? "tcp://*:5558")

            let controller = try PublisherSocket(in: context)
            try controller.bind(words.dropFirst(2).first ?? "tcp://*:5559")

            // The first message is the ventilator's: the batch begins.
            _ = try await receiver.receive()

            let elapsed = try await ContinuousClock().measure {
                for number in 0..<100 {
                    _ = try await receiver.receive()
                    print(number % 10 == 0 ? ":" : ".", terminator: "")
                    fflush(nil)
                }
            }
            print("\nTotal elapsed time: \(Int(elapsed / .milliseconds(1))) msec")

            // It is sent before the context ends. No need to sleep.
            try await controller.send("KILL")
        }
    }
}
