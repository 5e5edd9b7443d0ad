// Task sink: binds a PULL socket, collects the results of a batch of 100 tasks, and prints how long it took.
//
//     swift run tasksink                                  in one terminal
//     swift run taskwork                                  in another one, or in several
//     swift run taskvent                                  in the last one; press Enter when the others are there
//
// It listens at tcp://*:5558 unless told another endpoint. A batch is about five seconds of work: with two workers it
// takes half of that, with four a quarter.

import Foundation
import ZeroMQ

@main
struct TaskSink {
    static func main() async throws {
        try await runUntilInterrupted { context in
            let receiver = try PullSocket(in: context)
            try receiver.bind(CommandLine.arguments.dropFirst().first ?? "tcp://*:5558")

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
        }
    }
}
