// Relay race of three threads: each waits for the one before it, with a PAIR socket within the process.
//
//     swift run mtrelay
//     swift run mtrelay 1000                              a thousand times
//
// The receiver binds first and starts the thread that connects then: so it is there when the signal comes.

import ZeroMQ

@main
struct MultithreadedRelay {
    let context: Context

    /// The first: signals to the second that it is ready, and is gone. The signal arrives all the same.
    func step1() throws {
        let sender = try PairSocket(in: context)
        try sender.connect("inproc://step2")
        try sender.send("")
    }

    /// The second: starts the first, waits for its signal, and signals to the third.
    func step2() throws {
        let receiver = try PairSocket(in: context)
        try receiver.bind("inproc://step2")
        let first = try BlockingThread { try step1() }
        _ = try receiver.receive()

        let sender = try PairSocket(in: context)
        try sender.connect("inproc://step3")
        try sender.send("")
        try first.join()
    }

    /// The third: starts the second and waits for its signal.
    func step3() throws {
        let receiver = try PairSocket(in: context)
        try receiver.bind("inproc://step3")
        let second = try BlockingThread { try step2() }
        _ = try receiver.receive()
        print("Test successful!")
        try second.join()
    }

    static func main() throws {
        let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1
        try runUntilInterrupted { context in
            for _ in 0..<count {
                try MultithreadedRelay(context: context).step3()
            }
        }
    }
}
