// Reads from two sockets with calls that do not wait: tasks from a ventilator, which come first, and the weather.
//
//     swift run wuserver                                  in one terminal
//     swift run taskvent                                  in another one
//     swift run msreader                                  in the last one
//
// Arguments: where the ventilator is (tcp://localhost:5557), and the weather server (tcp://localhost:5556). This is
// the simple way, and the wrong one: it costs a millisecond at the first message and never lets the processor rest.
// See mspoller for the right one. Ctrl-C ends it.

import ZeroMQ

@main
struct MultipleSocketReader {
    static func main() throws {
        let words = CommandLine.arguments
        try runUntilInterrupted { context in
            let receiver = try PullSocket(in: context)
            try receiver.connect(words.dropFirst(1).first ?? "tcp://localhost:5557")

            let subscriber = try SubscriberSocket(in: context)
            try subscriber.connect(words.dropFirst(2).first ?? "tcp://localhost:5556")
            try subscriber.subscribe(to: "10001 ")

            while true {
                // All tasks that wait.
                while let task = try receiver.tryReceive() {
                    print("Task: \(task.text)")
                }
                // All updates that wait: while there are any, tasks wait.
                while let update = try subscriber.tryReceive() {
                    print("Weather: \(update.text)")
                }
                // Nothing to do, so sleep for a millisecond.
                try context.sleep(for: .milliseconds(1))
            }
        }
    }
}
