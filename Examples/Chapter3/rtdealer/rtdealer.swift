// ROUTER to DEALER: a ROUTER scatters ten tasks over two DEALER workers that it knows by name, on average twice as many
// to A as to B. A DEALER does not wait for its turn: the tasks pile up in its queue.
//
//     swift run rtdealer
//
// At the end both workers print how many they have received. Arguments: where the workers connect (ipc://routing.ipc),
// and the names of those that are started here (AB); the others may be programs of your own.

import ZeroMQ

@main
struct RouterToDealer {
    static let names = ["A", "B"]

    static func main() throws {
        let words = CommandLine.arguments
        let endpoint = words.dropFirst(1).first ?? "ipc://routing.ipc"
        let ownNames = words.dropFirst(2).first ?? "AB"
        try runUntilInterrupted { context in
            let broker = try RouterSocket(in: context)
            try broker.bind(endpoint)
            let workers = try names.filter(ownNames.contains).map { name in
                try BlockingThread { try work(as: name, at: endpoint, in: context) }
            }

            // A ROUTER drops what is for a peer that is not connected yet. So both say first that they are there.
            for _ in names { _ = try broker.receive() }

            // Ten tasks, to A twice as often as to B: the address, and then the workload. A DEALER needs no empty
            // frame between them.
            for _ in 0..<10 {
                let name = Int.random(in: 1...3) == 3 ? "B" : "A"
                try broker.send([Frame(name), "This is the workload"])
            }
            for name in names { try broker.send([Frame(name), "END"]) }
            for worker in workers { try worker.join() }
        }
    }

    static func work(as name: String, at endpoint: String, in context: Context) throws {
        let worker = try DealerSocket(in: context, options: SocketOptions(routingID: Frame(name)))
        try worker.connect(endpoint)
        try worker.send("ready")
        var received = 0
        while try worker.receive().text != "END" { received += 1 }
        print("\(name) received: \(received)")
    }
}
