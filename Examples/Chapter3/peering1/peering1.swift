// Broker peering, part 1, the state flow: each broker publishes how many of its workers are free (here a random
// number), and listens to all the others.
//
//     swift run peering1 DC1 DC2 DC3              in one terminal: DC1, with the peers DC2 and DC3
//     swift run peering1 DC2 DC1 DC3              in another one
//     swift run peering1 DC3 DC1 DC2              in a third
//
// Every broker prints what the others publish, about once a second. They meet at ipc://DC1-state.ipc and so on; a name
// may begin with a folder. Ctrl-C ends it.

import ZeroMQ

@main
struct Peering {
    static func main() async throws {
        guard let me = CommandLine.arguments.dropFirst().first else {
            print("Usage: peering1 me [peer ...]")
            return
        }
        print("Hello, I am \(me)")
        try await runUntilInterrupted { context in
            let statebe = try PublisherSocket(in: context)
            let address = try statebe.bind("ipc://\(me)-state.ipc")

            let statefe = try SubscriberSocket(in: context)
            try statefe.subscribe(to: "")
            for peer in CommandLine.arguments.dropFirst(2) {
                try statefe.connect("ipc://\(peer)-state.ipc")
            }

            while true {
                if let state = try await statefe.tryReceive(within: .seconds(1)) {
                    print("\(me) received: \(state)")
                } else {
                    // Only after a second of silence: an answer to each message would cause a storm.
                    try await statebe.send(["\(address)", "\(Int.random(in: 1...9))"])
                }
            }
        }
    }
}
