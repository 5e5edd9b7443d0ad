internal import ZMQReactor

/// Sending and receiving with the calling task suspended meanwhile.
///
/// A message is put into or taken out of a queue only between two suspensions, so a task that is cancelled or
/// runs out of time has sent all of its message or none, and has taken none.
extension SocketCore {
    func send(_ message: Message, until deadline: ContinuousClock.Instant?) async throws(ZMQError) {
        if try trySend(message) { return }
        while true {
            let parker = TaskParker()
            if try trySend(message, else: .task(parker)) { return }
            let isCancelled: Bool
            do throws(ZMQError) {
                isCancelled = try await context.suspend(parker, on: lane, until: deadline)
            } catch {
                giveUpSending(.task(parker))
                throw error
            }
            if isCancelled {
                giveUpSending(.task(parker))
                throw ZMQError(.cancelled, operation: "send", reason: "the task was cancelled")
            }
            if let deadline, context.now >= deadline {
                giveUpSending(.task(parker))
                if try trySend(message) { return }
                throw timedOut("send")
            }
        }
    }

    func receive(until deadline: ContinuousClock.Instant?) async throws(ZMQError) -> Message {
        if let message = try tryReceive() { return message }
        if let lane, let message = try lookForAnswer(on: lane) { return message }
        while true {
            let parker = TaskParker()
            if let message = try tryReceive(else: .task(parker)) { return message }
            let isCancelled: Bool
            do throws(ZMQError) {
                isCancelled = try await context.suspend(parker, on: lane, until: deadline)
            } catch {
                giveUpReceiving(.task(parker))
                throw error
            }
            if isCancelled {
                giveUpReceiving(.task(parker))
                throw ZMQError(.cancelled, operation: "receive", reason: "the task was cancelled")
            }
            if let deadline, context.now >= deadline {
                giveUpReceiving(.task(parker))
                if let message = try tryReceive() { return message }
                throw timedOut("receive")
            }
        }
    }
}
