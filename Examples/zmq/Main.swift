import ZeroMQ

/// `zmq`: ZeroMQ sockets for people at a shell; see `Help`.
@main
enum Main {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        do {
            let command = try Command(words)
            do {
                try await runUntilInterrupted(command)
            } catch is CancellationError {
                Console.leave(command.interruptedStatus)
            } catch let error as ZMQError where error.code == .cancelled {
                Console.leave(command.interruptedStatus)
            }
            Console.leave(.done)
        } catch let error as UsageError {
            Console.note("\(error)\nTry: \(Command.hint(for: words))")
            Console.leave(.usage)
        } catch let failure as Failure {
            Console.note("\(failure)")
            Console.leave(failure.status)
        } catch {
            Console.note("\(error)")
            Console.leave(.failed)
        }
    }

    /// Ctrl-C, and the signal that asks a program to end, cancel the task, so that it ends in good order. The second
    /// one ends the process at once.
    private static func runUntilInterrupted(_ command: Command) async throws {
        let interrupt = try Interrupt()
        let task = Task { try await command.run() }
        interrupt.onInterrupt { task.cancel() }
        defer { withExtendedLifetime(interrupt) {} }
        try await task.value
    }
}
