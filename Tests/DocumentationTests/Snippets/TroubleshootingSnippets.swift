import ZeroMQ

/// The code of the article Troubleshooting.
enum TroubleshootingSnippets {
    static func watching(server: ReplySocket) async throws {
        let events = server.events  // from now on
        Task {
            for await event in events { print(event) }
        }
    }

    static func counting(server: ReplySocket) async throws {
        print(server.statistics)  // sent 10 (50 bytes), …, dropped: peerGone 1
        print(server.peers)  // who is connected now
    }

    static func ready(client: RequestSocket, here: Endpoint) async throws {
        try await client.connect(here).ready(timeout: .seconds(1))
    }

    static func joining(publisher: PublisherSocket) async throws {
        try await publisher.subscribers(of: "paris", atLeast: 1, timeout: .seconds(5))
        try await publisher.send(["paris", "sunny"])
    }

    static func workers(push: PushSocket, expected: Int) async throws {
        var joining = push.peerEvents.makeAsyncIterator()
        while push.peers.count < expected, await joining.next() != nil {}
    }
}
