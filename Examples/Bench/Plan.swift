/// What `compare` measures and what it makes of it.
struct Plan: Sendable {
    var experiments: [Experiment]
    var comparisons: [Comparison]
    var series: [Series]
    /// The sizes of the chart, in bytes.
    private(set) var sizes: [Int]

    /// - Parameters:
    ///   - isQuick: leaves out what is in no target and the largest numbers of peers.
    ///   - policy: how senders come by their messages.
    init(isQuick: Bool, policy: MessagePolicy) {
        sizes =
            isQuick
            ? [1, 100, 1 << 10, 8 << 10, 64 << 10] : [1, 10, 100, 1 << 10, 8 << 10, 64 << 10, 1 << 20]
        experiments = Self.streams(sizes) + Self.roundTrips + Self.others
        if !isQuick { experiments += Self.extras + Self.growing }
        // A million subscriptions take a while to make, and here only ours are compared with each other.
        for index in experiments.indices where isQuick && experiments[index].topics == 1_000_000 {
            experiments[index].contestants = [.swift]
        }
        for index in experiments.indices { experiments[index].policy = policy }
        comparisons = Self.targets
        if !isQuick { comparisons += Self.extraRows }
        series = isQuick ? [] : Self.allSeries
    }

    /// Keeps the rows and series whose title contains `text`, whatever its case, and what they need; and the sizes
    /// of the chart that are among them.
    mutating func keep(only text: String) {
        comparisons.removeAll { !$0.title.lowercased().contains(text.lowercased()) }
        series.removeAll { !$0.title.lowercased().contains(text.lowercased()) }
        let needed = Set(
            comparisons.flatMap { [$0.ours, $0.theirs] }.map(\.experiment)
                + series.flatMap { $0.points.map(\.experiment) })
        experiments.removeAll { !needed.contains($0.id) }
        sizes.removeAll { !needed.contains(Self.stream($0)) }
    }

    /// The experiment with this name.
    func experiment(_ id: String) -> Experiment? { experiments.first { $0.id == id } }

    /// The name of the experiment with messages of `size` over tcp.
    static func stream(_ size: Int) -> String { "tcp-\(size)" }

    private static func streams(_ sizes: [Int]) -> [Experiment] {
        var all = sizes.map { Experiment(stream($0), .throughput, size: $0) }
        for index in all.indices where all[index].size == 100 {
            all[index].contestants = [.swift, .zmq, .swiftAsync]
        }
        all.append(Experiment("raw", .rawStream).with { $0.contestants = [.raw] })
        for size in [100, 64 << 10] {
            all.append(Experiment("ipc-\(size)", .throughput, size: size).with { $0.transport = .ipc })
        }
        all.append(Experiment("inproc-1", .inprocThroughput, size: 1).with { $0.transport = .inproc })
        return all
    }

    private static let roundTrips = [
        Experiment("latency", .latency, size: 1).with { $0.contestants = [.swift, .zmq, .swiftAsync] },
        Experiment("inproc-latency", .inprocLatency, size: 1).with { $0.transport = .inproc },
        echo(100),
    ]

    private static let others = [
        Experiment("fan-8", .fanOut, size: 100).with { $0.peers = 8 },
        Experiment("proxy", .proxy, size: 100),
        Experiment("connect", .connectRate, size: 1),
        Experiment("connections", .connectionMemory, size: 1),
        Experiment("sockets", .socketMemory, size: 1),
        Experiment("topics-10000", .topics).with { $0.topics = 10_000 },
        Experiment("topics-1000000", .topics).with { $0.topics = 1_000_000 },
        // Large enough that a queue without its limit shows.
        Experiment("slow-peer", .slowPeer, size: 1 << 10),
    ]

    private static let extras = [
        Experiment("inproc-100", .inprocThroughput, size: 100).with { $0.transport = .inproc },
        Experiment("fan-1", .fanOut, size: 100).with { $0.peers = 1 },
        Experiment("fan-64", .fanOut, size: 100).with { $0.peers = 64 },
        echo(1), echo(1000),
        Experiment("topics-10", .topics).with { $0.topics = 10 },
    ]

    private static func echo(_ clients: Int) -> Experiment {
        Experiment("echo-\(clients)", .echo, size: 100).with {
            $0.peers = clients
            $0.outstanding = 10
        }
    }
}
