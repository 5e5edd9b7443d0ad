internal import ZMQReactor

extension SocketCore {
    /// Who has just sent something is often answered within microseconds, less than it costs to sleep and to be woken.
    /// So the lane is run without sleeping for a moment first; in a stream, where nothing is sent back, it is not.
    func lookForAnswer(on lane: IOLane) throws(ZMQError) -> Message? {
        let hasSent = update { state, _ in
            defer { state.sentAtLook = state.counters.messagesSent }
            return state.sentAtLook != state.counters.messagesSent
        }
        guard hasSent else { return nil }
        var outcome = Result<Message?, ZMQError>.success(nil)
        _ = lane.lane.look {
            do throws(ZMQError) {
                let message = try tryReceive()
                outcome = .success(message)
                return message != nil
            } catch {
                outcome = .failure(error)
                return true
            }
        }
        return try outcome.get()
    }
}
