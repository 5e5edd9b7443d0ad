// Reads from two sockets as messages come: tasks from a ventilator and the weather. Two ways to do it: a poller in one
// thread, and a task for each socket.
//
//     swift run wuserver                                  in one terminal
//     swift run taskvent                                  in another one
//     swift run mspoller                                  in the last one; or: swift run mspoller tasks
//
// Arguments: poller or tasks, where the ventilator is (tcp://localhost:5557), and the weather server
// (tcp://localhost:5556). Ctrl-C ends it.

import ZeroMQ

@main
struct MultipleSocketPoller {
    let receiver: PullSocket
    let subscriber: SubscriberSocket

    init(in context: Context) throws {
        let words = CommandLine.arguments
        receiver = try PullSocket(in: context)
        try receiver.connect(words.dropFirst(2).first ?? "tcp://localhost:5557")

        subscriber = try SubscriberSocket(in: context)
        try subscriber.connect(words.dropFirst(3).first ?? "tcp://localhost:5556")
        try subscriber.subscribe(to: "10001 ")
    }

    /// One thread that waits for both. What was added first is served first.
    func poll(in context: Context) throws {
        let poller = try Poller(in: context)
        let tasks = try poller.add(receiver)
        let updates = try poller.add(subscriber)
        while true {
            for event in try poller.wait() {
                switch event.item {
                case tasks: print("Task: \(try receiver.receive().text)")
                case updates: print("Weather: \(try subscriber.receive().text)")
                default: break
                }
            }
        }
    }

    /// A task for each: no poller, and each loop knows only its own socket.
    func runTasks() async throws {
        try await withThrowingTaskGroup { group in
            group.addTask {
                for try await task in receiver.messages { print("Task: \(task.text)") }
            }
            group.addTask {
                for try await update in subscriber.messages { print("Weather: \(update.text)") }
            }
            try await group.waitForAll()
        }
    }

    static func main() async throws {
        if CommandLine.arguments.dropFirst().first == "tasks" {
            try await runUntilInterrupted { context in
                try await MultipleSocketPoller(in: context).runTasks()
            }
        } else {
            try mainWithPoller()
        }
    }

    static func mainWithPoller() throws {
        try runUntilInterrupted { context in
            try MultipleSocketPoller(in: context).poll(in: context)
        }
    }
}
