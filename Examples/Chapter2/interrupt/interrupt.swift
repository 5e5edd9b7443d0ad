// Handles Ctrl-C: a server that waits for requests is told, and ends in its own way.
//
//     swift run interrupt                                 then press Ctrl-C; or: swift run interrupt tasks
//
// Arguments: blocking or tasks, and where it listens (tcp://*:5558). Left alone, Ctrl-C (SIGINT) and kill (SIGTERM) end
// a process as it stands, with messages that are not sent and files that are not written. The library catches no
// signal unless the program asks for it, by an Interrupt. A second Ctrl-C kills the program, should it hang.
//
// The other examples use runUntilInterrupted, which does all this.

import ZeroMQ

@main
struct InterruptExample {
    static let endpoint = CommandLine.arguments.dropFirst(2).first ?? "tcp://*:5558"

    /// The interrupt shuts the context down, and with that every call that waits in it throws.
    static func serveBlocking() throws {
        let context = Context()
        let interrupt = try Interrupt()
        interrupt.onInterrupt { context.shutDown() }

        let server = try ReplySocket(in: context)
        try server.bind(endpoint)
        do {
            while true {
                try server.send(server.receive())
            }
        } catch let error where error.code == .contextTerminated {
            print("W: interrupt received, proceeding...")
        }
        context.terminate()
    }

    /// The interrupt is something to wait for, like anything else. The context is still there afterwards.
    static func serveWithTasks() async throws {
        let interrupt = try Interrupt()
        try await withContext { context in
            let server = try ReplySocket(in: context)
            try server.bind(endpoint)
            let serving = Task {
                for try await request in server.messages { try await server.send(request) }
            }
            try await interrupt.wait()
            print("W: interrupt received, proceeding...")
            serving.cancel()
        }
    }

    static func main() async throws {
        if CommandLine.arguments.dropFirst().first == "tasks" {
            try await serveWithTasks()
        } else {
            try serveBlocking()
        }
    }
}
