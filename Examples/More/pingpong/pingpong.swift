// Ping-pong: the smallest remote call. A player sends "ping", the table answers "pong" and counts.
//
//     swift run pingpong table                            in one terminal
//     swift run pingpong player                           in another one, or in several; see pingpong.sh
//
// Arguments: table or player, the endpoint (tcp://127.0.0.1:9191), and for a player how often it plays (10). A player
// pauses for half a second after each ping. Ctrl-C ends both.

import ZeroMQ

@main
struct PingPong {
    static let words = CommandLine.arguments
    static let endpoint = words.dropFirst(2).first ?? "tcp://127.0.0.1:9191"

    static func main() async throws {
        switch words.dropFirst(1).first {
        case "table": try await runUntilInterrupted { try await answer(in: $0) }
        case "player": try await runUntilInterrupted { try await play(in: $0) }
        default: print("usage: pingpong table|player [endpoint] [count]")
        }
    }

    static func answer(in context: Context) async throws {
        let table = try ReplySocket(in: context)
        try table.bind(endpoint)
        var count = 0
        for try await ping in table.messages {
            count += 1
            print("\(ping.text) \(count)")
            try await table.send("pong")
        }
    }

    static func play(in context: Context) async throws {
        let player = try RequestSocket(in: context)
        try player.connect(endpoint)
        for _ in 0..<(words.dropFirst(3).first.flatMap { Int($0) } ?? 10) {
            try await player.send("ping")
            print(try await player.receive().text)
            try await context.sleep(for: .milliseconds(500))
        }
    }
}
