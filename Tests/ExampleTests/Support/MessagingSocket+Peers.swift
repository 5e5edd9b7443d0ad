import TestPrograms
import ZeroMQ

extension MessagingSocket {
    /// Waits until `count` peers are connected, or throws when they are not within `limit`.
    func waitForPeers(_ count: Int, within limit: Duration = .seconds(60)) async throws {
        let events = peerEvents
        if peers.count >= count { return }
        try await withThrowingTaskGroup { group in
            group.addTask {
                for await _ in events where peers.count >= count { return }
                try Task.checkCancellation()
            }
            group.addTask {
                try await Task.sleep(for: limit)
                throw ProgramError.missing("\(count) peers", output: ["\(peers.count) peers"])
            }
            try await group.next()
            group.cancelAll()
        }
    }
}
