/// What one process of a workload does. A workload has one or several, each in a process of its own.
enum Part: String, CaseIterable {
    /// PULL, receiving; and PUSH, sending, with a thread for each peer.
    case pull, push
    /// PUSHes that one thread sends on in turn.
    case pushInTurn = "push-in-turn"
    /// REP, answering; and REQ, asking and waiting for the answer, with a thread for each peer.
    case reply, request
    /// PUB, sending as fast as it can; and SUBs, with a thread for each.
    case publish, subscribe
    /// ROUTER, sending back what it receives; and DEALERs that each have some requests under way: one thread goes
    /// round them, receiving these and sending as many again. Asynchronously, each is a task of its own.
    case echo, callers = "echo-clients"
    /// PULL to PUSH, forwarding.
    case proxy
    /// DEALERs, one after the other: made, connected, one request answered, closed.
    case connect = "connect-clients"
    /// DEALERs that connect and then keep still; and the ROUTER that they connect to, which counts connections.
    case idleClients = "idle-clients", idleServer = "idle-server"
    /// DEALERs that do nothing at all.
    case idleSockets = "idle-sockets"
    /// A SUB with many topics that never receives, and its PUB, in one thread over inproc: each message matches
    /// one topic and, as soon as the queue is full, is dropped. What remains is the price of finding out who
    /// wants it.
    case topics
    /// PUSH and PULL in one thread, with a queue between them that is long and stays so.
    case queue
    /// PUSH and PULL, REQ and REP in one process, over inproc.
    case inprocThroughput = "inproc-push-pull", inprocLatency = "inproc-request"
    /// Blocks of bytes over a plain TCP connection.
    case rawRead = "raw-read", rawWrite = "raw-write"
}
