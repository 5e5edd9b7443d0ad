import Foundation
import TestPrograms
import Testing
import ZeroMQ

/// taskwork2 and tasksink2: workers that the sink ends.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct KillSignalTests {
    @Test func `E-028 every worker ends with the batch, and no process is left`() async throws {
        try await withContext { context in
            let (results, control) = (TestEndpoint.make(), TestEndpoint.make())
            let sink = try TestProgram.built("tasksink2", results, control)
            let ventilator = try PushSocket(in: context)
            let tasks = "\(try ventilator.bind("tcp://127.0.0.1:*"))"
            let workers = try (0..<4).map { _ in try TestProgram.built("taskwork2", tasks, results, control) }
            // A worker comes here when it listens to the sink.
            try await ventilator.waitForPeers(4)
            let starter = try PushSocket(in: context)
            try starter.connect(results)
            try await starter.send("0")
            for _ in 0..<100 { try await ventilator.send("3") }

            #expect(try await sink.exitStatus(within: .seconds(60)) == 0)
            for worker in workers {
                #expect(try await worker.exitStatus() == 0)
                #expect(kill(worker.identifier, 0) == -1 && errno == ESRCH)
                #expect(worker.dotCount == 25)
            }
            #expect(sink.lines.first == PipelineTests.marks)
            #expect(sink.lines.last?.hasPrefix("Total elapsed time: ") == true)
        }
    }

    @Test func `E-027 taskwork2 sends the task back, and ends at whatever is published`() async throws {
        try await withContext { context in
            let ventilator = try PushSocket(in: context)
            let sink = try PullSocket(in: context)
            let control = try PublisherSocket(in: context)
            let endpoints = try [ventilator.socket, sink.socket, control.socket].map {
                "\(try $0.bind("tcp://127.0.0.1:*"))"
            }
            let workers = try (0..<2).map { _ in try TestProgram.built("taskwork2", arguments: endpoints) }
            try await control.subscribers(of: "", atLeast: 2, timeout: .seconds(60))
            try await ventilator.waitForPeers(2)
            for number in 1...20 { try await ventilator.send("\(number)") }
            var results: [Int] = []
            for _ in 1...20 { results.append(Int(try await sink.receive(timeout: .seconds(60)).text) ?? 0) }
            #expect(results.sorted() == Array(1...20))
            try await control.send(["anything", "at all"])
            for worker in workers {
                #expect(try await worker.exitStatus() == 0)
                #expect(worker.lines.last == "..........")
            }
        }
    }

    @Test func `E-028 tasksink2 says KILL once it has everything, and not before`() async throws {
        try await withContext { context in
            let (results, control) = (TestEndpoint.make(), TestEndpoint.make())
            let sink = try TestProgram.built("tasksink2", results, control)
            let listener = try SubscriberSocket(in: context)
            try listener.subscribe(to: "")
            try await listener.connect(control).ready(timeout: .seconds(60))
            let worker = try PushSocket(in: context)
            try worker.connect(results)
            for _ in 0..<100 { try await worker.send("0") }
            try await sink.unfinishedLine(String(PipelineTests.marks.dropLast()))
            #expect(try listener.tryReceive() == nil)
            try await worker.send("0")
            #expect(try await listener.receive(timeout: .seconds(60)) == "KILL")
            #expect(try await sink.exitStatus() == 0)
        }
    }

    @Test(.needsPythonZMQ)
    func `E-027 taskwork2 is killed by the sink of pyzmq`() async throws {
        let (tasks, results, control) = (TestEndpoint.make(), TestEndpoint.make(), TestEndpoint.make())
        let sink = try TestProgram.python("sink.py", results, "10", control)
        let ventilator = try TestProgram.python("ventilator.py", tasks, results, "10", "1")
        try await ventilator.line(containing: "ready")
        let worker = try TestProgram.built("taskwork2", tasks, results, control)
        try ventilator.type("")
        try await sink.line(containing: "done 10 1")
        #expect(try await worker.exitStatus() == 0)
        #expect(worker.lines == [".........."])
        for program in [sink, ventilator] { #expect(try await program.exitStatus() == 0) }
    }

    @Test(.needsPythonZMQ)
    func `E-028 tasksink2 kills the workers of pyzmq`() async throws {
        let (tasks, results, control) = (TestEndpoint.make(), TestEndpoint.make(), TestEndpoint.make())
        let sink = try TestProgram.built("tasksink2", results, control)
        let ventilator = try TestProgram.built("taskvent", tasks, results)
        try await ventilator.line(containing: "Press Enter")
        let worker = try TestProgram.python("worker.py", tasks, results, control)
        try ventilator.type("")
        #expect(try await sink.exitStatus() == 0)
        #expect(try await worker.exitStatus() == 0)
        #expect(worker.lines.count == 101)
        #expect(worker.lines.last == "killed")
        #expect(try await ventilator.exitStatus() == 0)
    }
}
