// ROUTER to REQ: a ROUTER gives tasks to ten REQ workers, each time to the one that has waited longest. A worker asks
// for its next task when it is done with the last one, so fast workers get more of them.
//
//     swift run rtreq
//
// At the end each worker prints how many tasks it has completed, 200 in all. Arguments: where the workers connect
// (ipc://routing.ipc), and how many of the ten are started here (10); the others may be programs of your own that send
// "ready", get a task, and stop at "END".

import ZeroMQ

@main
struct RouterToRequest {
    static let workerCount = 10
    static let taskCount = 20 * workerCount

    static func main() throws {
        let words = CommandLine.arguments
        let endpoint = words.dropFirst(1).first ?? "ipc://routing.ipc"
        let ownWorkers = words.dropFirst(2).first.flatMap { Int($0) } ?? workerCount
        try runUntilInterrupted { context in
            let broker = try RouterSocket(in: context)
            try broker.bind(endpoint)
            let workers = try (0..<ownWorkers).map { _ in
                try BlockingThread { try work(at: endpoint, in: context) }
            }

            // Requests come in the order in which workers became free: the first is the one to serve.
            for _ in 0..<taskCount {
                try broker.send(nextRequest(from: broker).reply("This is the workload"))
            }
            // Now the workers are to stop and report.
            for _ in 0..<workerCount {
                try broker.send(nextRequest(from: broker).reply("END"))
            }
            for worker in workers { try worker.join() }
        }
    }

    /// A worker's "ready" in the envelope that leads back to it: its identity and an empty frame.
    static func nextRequest(from broker: RouterSocket) throws -> Envelope {
        while true {
            if let request = try broker.receive().unwrap() { return request }
        }
    }

    static func work(at endpoint: String, in context: Context) throws {
        // An identity that people can read makes a trace easier to follow.
        let worker = try RequestSocket(in: context, options: SocketOptions(routingID: .randomIdentity()))
        try worker.connect(endpoint)
        var completed = 0
        while true {
            // Tell the broker that we are ready for work, and get some.
            try worker.send("ready")
            guard try worker.receive().text != "END" else { break }
            completed += 1
            // Do some random work.
            try context.sleep(for: .milliseconds(.random(in: 0...100)))
        }
        print("Completed: \(completed) tasks")
    }
}
