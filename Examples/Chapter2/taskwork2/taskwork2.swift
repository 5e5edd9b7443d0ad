// Task worker that can be told to stop: besides its tasks it listens to the sink, and ends with the batch.
//
//     swift run tasksink2                                 in one terminal
//     swift run taskwork2                                 in another one, or in several
//     swift run taskvent                                  in the last one; press Enter when the others are there
//
// Arguments: where the ventilator is (tcp://localhost:5557), the sink (tcp://localhost:5558), and what the sink
// publishes (tcp://localhost:5559).

import Foundation
import ZeroMQ

@main
struct TaskWorker2 {
    static func main() async throws {
        let words = CommandLine.arguments
        try await runUntilInterrupted { context in
            // First where the end is told: who has a task would not miss it.
            let controller = try SubscriberSocket(in: context)
            try controller.subscribe(to: "")
            try await controller.connect(words.dropFirst(3).first ?? "tcp://localhost:5559").ready()

            let sender = try PushSocket(in: context)
            try sender.connect(words.dropFirst(2).first ?? "tcp://localhost:5558")

            let receiver = try PullSocket(in: context)
            try receiver.connect(words.dropFirst(1).first ?? "tcp://localhost:5557")

            let poller = try Poller(in: context)
            let tasks = try poller.add(receiver)
            let control = try poller.add(controller)
            while true {
                let ready = try await poller.wait()
                if ready.contains(tasks) {
                    let task = try await receiver.receive()
                    try await context.sleep(for: .milliseconds(Int(task.text) ?? 0))
                    try await sender.send(task)
                    print(".", terminator: "")
                    fflush(nil)
                }
                // Whatever the sink says means: stop.
                if ready.contains(control) { break }
            }
        }
    }
}
