import ZeroMQ

/// `zmq`: ZeroMQ sockets for people at a shell; see `Help`.
@main
enum Main {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        do {
            let command = try Command(words)
            do {
                try await Interruption.ending { try await command.run() }
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
}
