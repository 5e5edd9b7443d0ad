/// What can be measured. The raw values are the names on the command line.
enum Workload: String, CaseIterable {
    case throughput, latency
    case inprocThroughput = "inproc-throughput"
    case inprocLatency = "inproc-latency"
    case fanOut = "fan-out"
    case topics
    case slowPeer = "slow-peer"
    case manyConnections = "many-connections"
    case queueLength = "queue-length"
    case echo
    case proxy
    case connectRate = "connect-rate"
    case connectionMemory = "connection-memory"
    case socketMemory = "socket-memory"
    case rawStream = "raw-stream"

    /// Its processes. The first one binds, the others connect; the last one listed under `measured` counts.
    var parts: [Part] {
        switch self {
        case .throughput: [.pull, .push]
        case .latency: [.reply, .request]
        case .inprocThroughput: [.inprocThroughput]
        case .inprocLatency: [.inprocLatency]
        case .fanOut, .slowPeer: [.publish, .subscribe]
        case .manyConnections: [.pull, .pushInTurn]
        case .queueLength: [.queue]
        case .topics: [.topics]
        case .echo: [.echo, .callers]
        case .proxy: [.proxy, .pull, .push]
        case .connectRate: [.echo, .connect]
        case .connectionMemory: [.idleServer, .idleClients]
        case .socketMemory: [.idleSockets]
        case .rawStream: [.rawRead, .rawWrite]
        }
    }

    /// Which of its processes counts.
    var measured: Int {
        switch self {
        case .throughput, .inprocThroughput, .inprocLatency, .topics, .rawStream: 0
        case .manyConnections, .queueLength, .connectionMemory, .socketMemory: 0
        case .latency, .fanOut, .slowPeer, .echo, .proxy, .connectRate: 1
        }
    }

    /// Whether it is the growth of memory that is measured, and not a rate.
    var isAboutMemory: Bool { self == .connectionMemory || self == .socketMemory }

    /// One line for the help.
    var summary: String {
        switch self {
        case .throughput: "PUSH to PULL, messages received per second"
        case .latency: "REQ and REP, half of a round trip"
        case .inprocThroughput: "PUSH to PULL between two threads"
        case .inprocLatency: "REQ and REP between two threads"
        case .fanOut: "PUB to --peers SUBs with a thread each, messages received by all of them together"
        case .topics: "PUB with --topics subscriptions, each message matches one; the price of matching"
        case .slowPeer: "as fan-out, but one of the SUBs stops: what the others keep, and memory"
        case .manyConnections: "--peers PUSHes, sent on in turn by one thread, to one PULL"
        case .queueLength: "PUSH and PULL in one thread, with --queued messages between them"
        case .echo: "ROUTER answers --peers DEALERs, each with --outstanding requests under way"
        case .proxy: "PUSH to a proxy to PULL, messages received per second"
        case .connectRate: "DEALER: make, connect, one request to a ROUTER, close; per second"
        case .connectionMemory: "resident bytes of both ends for each of --peers idle connections"
        case .socketMemory: "resident bytes for each of --peers sockets that do nothing"
        case .rawStream: "bytes per second of a plain TCP connection, in blocks of 64 KiB"
        }
    }

    /// The number of peers it has when nothing is said.
    var defaultPeers: Int {
        switch self {
        case .fanOut, .slowPeer: 8
        case .echo: 100
        case .connectionMemory, .socketMemory: 500
        default: 1
        }
    }
}
