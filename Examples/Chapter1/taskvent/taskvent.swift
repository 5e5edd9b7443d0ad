// Task ventilator: binds a PUSH socket and hands out a batch of 100 tasks, each a time to sleep: 1 to 100 ms.
//
//     swift run tasksink                                  in one terminal
//     swift run taskwork                                  in another one, or in several
//     swift run taskvent                                  in the last one; press Enter when the others are there
//
// Arguments: where workers connect (tcp://*:5557), and where the sink is (tcp://localhost:5558).

import ZeroMQ

@main
struct TaskVentilator {
    static func main() throws {
        let words = CommandLine.arguments
        try runUntilInterrupted { context in
            let workers = try PushSocket(in: context)
            try workers.bind(words.dropFirst(1).first ?? "tcp://*:5557")

            // The sink is told directly when the batch begins.
            let sink = try PushSocket(in: context)
            let way = try sink.connect(words.dropFirst(2).first ?? "tcp://localhost:5558")

            // A worker that comes late finds its share gone to those that were there. The wait for the keyboard is
            // one in the context, so that Ctrl-C ends it like any other.
            print("Press Enter when the workers are ready: ")
            let keyboard = try Poller(in: context)
            try keyboard.add(descriptor: 0)
            _ = try keyboard.wait()
            _ = readLine()
            print("Sending tasks to workers...")

            // No result may overtake this.
            try way.ready()
            try sink.send("0")

            var total = 0
            for _ in 0..<100 {
                let workload = Int.random(in: 1...100)
                total += workload
                try workers.send("\(workload)")
            }
            print("Total expected cost: \(total) msec")
            // What is not sent yet is sent at the end of the context. No need to sleep.
        }
    }
}
