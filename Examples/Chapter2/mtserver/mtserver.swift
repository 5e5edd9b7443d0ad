// Hello World server with five workers in one process: a ROUTER for the clients, a DEALER for the workers, which are
// REP sockets within the process, and a proxy between the two.
//
//     swift run mtserver                                  in one terminal; or: swift run mtserver tasks
//     swift run hwclient                                  in another one, or in several
//
// Arguments: threads or tasks, where clients connect (tcp://*:5555), and how many seconds a request takes (1). The
// workers are threads that block, or tasks that are suspended, of which there could be thousands. Ctrl-C ends it.

import ZeroMQ

@main
struct MultithreadedServer {
    static let workerCount = 5

    let context: Context
    let clients: RouterSocket
    let workers: DealerSocket
    let work: Duration

    init(in context: Context) throws {
        let words = CommandLine.arguments
        self.context = context
        clients = try RouterSocket(in: context)
        try clients.bind(words.dropFirst(2).first ?? "tcp://*:5555")
        workers = try DealerSocket(in: context)
        try workers.bind("inproc://workers")
        work = .seconds(words.dropFirst(3).first.flatMap { Double($0) } ?? 1)
    }

    /// Threads: each worker is written like a server of its own. They end with the context.
    func runThreads() throws {
        for _ in 0..<Self.workerCount {
            _ = try BlockingThread { try serve() }
        }
        try Proxy(frontend: clients, backend: workers).run()
    }

    func serve() throws {
        let worker = try ReplySocket(in: context)
        try worker.connect("inproc://workers")
        while true {
            let request = try worker.receive()
            print("Received request: [ \(request.text) ]")
            try context.sleep(for: work)
            try worker.send("World")
        }
    }

    /// Tasks: the same with `await`, on the few threads that Swift has.
    func runTasks() async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<Self.workerCount {
                group.addTask { try await serveSuspending() }
            }
            try await Proxy(frontend: clients, backend: workers).run()
        }
    }

    func serveSuspending() async throws {
        let worker = try ReplySocket(in: context)
        try worker.connect("inproc://workers")
        for try await request in worker.messages {
            print("Received request: [ \(request.text) ]")
            try await context.sleep(for: work)
            try await worker.send("World")
        }
    }

    static func main() async throws {
        if CommandLine.arguments.dropFirst().first == "tasks" {
            try await runUntilInterrupted { context in
                try await MultithreadedServer(in: context).runTasks()
            }
        } else {
            try mainWithThreads()
        }
    }

    static func mainWithThreads() throws {
        try runUntilInterrupted { context in
            try MultithreadedServer(in: context).runThreads()
        }
    }
}
