// Task worker: takes tasks from the ventilator, sleeps as long as each one says, and tells the sink.
//
//     swift run tasksink                                  in one terminal
//     swift run taskwork                                  in another one, or in several
//     swift run taskvent                                  in the last one; press Enter when the others are there
//
// Arguments: where the ventilator is (tcp://localhost:5557), and the sink (tcp://localhost:5558). It prints a dot for
// each task. Ctrl-C ends it.

import Foundation
import ZeroMQ

@main
struct TaskWorker {
    static func main() async throws {
        let words = CommandLine.arguments
        try await runUntilInterrupted { context in
            let receiver = try PullSocket(in: context)
            try receiver.connect(words.dropFirst(1).first ?? "tcp://localhost:5557")

            let sender = try PushSocket(in: context)
            try sender.connect(words.dropFirst(2).first ?? "tcp://localhost:5558")

            for try await task in receiver.messages {
                // A dot for the viewer, at once.
                print(".", terminator: "")
                fflush(nil)

                // The work.
                try await context.sleep(for: .milliseconds(Int(task.text) ?? 0))

                // The result: that it is done.
                try await sender.send("")
            }
        }
    }
}
