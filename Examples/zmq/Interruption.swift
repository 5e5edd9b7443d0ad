import Dispatch

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Ctrl-C, and the signal that asks a program to end: cancels the work, so that it ends in good order. The second
/// one ends the process at once.
enum Interruption {
    static func ending<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let task = Task { try await work() }
        let sources = [SIGINT, SIGTERM].map { number in
            // The source is told all the same.
            _ = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if task.isCancelled { Console.leave(.interrupted) }
                task.cancel()
            }
            source.activate()
            return source
        }
        defer { sources.forEach { $0.cancel() } }
        return try await task.value
    }
}
