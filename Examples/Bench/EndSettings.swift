/// What a process of a workload is told when it is started.
struct EndSettings: Sendable {
    var part: Part
    var library: Library
    /// Where to bind, for the first process of a workload, or to connect, for the others; inproc has none.
    var endpoint = ""
    /// Whether `endpoint` is to bind.
    var binds = false
    /// Where a proxy binds its other side.
    var backend = ""
    /// The size of the messages in bytes.
    var size = 1
    /// How many sockets this end has, or peers it expects.
    var peers = 1
    /// How many subscriptions there are.
    var topics = 0
    /// How many messages wait in the queue, for the workload about that.
    var queued = 0
    /// How many requests each client has under way.
    var outstanding = 1
    /// How many of the peers stop when they are told to.
    var stopping = 0
    /// Whether the asynchronous functions are used.
    var isAsync = false
    /// Whether a publisher waits for its subscribers.
    var noDrop = false
    var policy = MessagePolicy.fresh

    /// The bytes that are sent.
    var body: [UInt8] { [UInt8](repeating: 0x61, count: size) }

    static let options = [
        "library", "endpoint", "backend", "size", "peers", "topics", "queued", "outstanding", "stopping",
        "message",
    ]
    static let flags = ["bind", "async", "no-drop"]

    init(part: Part, library: Library) {
        self.part = part
        self.library = library
    }

    /// Reads what `words` writes.
    init(_ words: [String]) throws(UsageError) {
        let arguments = try Arguments(words, options: Self.options, flags: Self.flags, positional: ["part"])
        guard let part = Part(rawValue: arguments.text(at: 0)) else {
            throw UsageError("there is no part \(arguments.text(at: 0))")
        }
        self.init(part: part, library: try arguments.choice("library", default: .swift))
        endpoint = arguments.text("endpoint") ?? ""
        backend = arguments.text("backend") ?? ""
        binds = arguments.has("bind")
        size = try arguments.number("size", default: 1, in: Limits.size)
        peers = try arguments.number("peers", default: 1, in: Limits.peers)
        topics = try arguments.number("topics", default: 0, in: Limits.topics)
        queued = try arguments.number("queued", default: 0, in: Limits.queued)
        outstanding = try arguments.number("outstanding", default: 1, in: Limits.outstanding)
        stopping = try arguments.number("stopping", default: 0, in: 0...Limits.peers.upperBound)
        isAsync = arguments.has("async")
        noDrop = arguments.has("no-drop")
        policy = try arguments.choice("message", default: .fresh)
    }

    /// The words that another process is started with.
    var words: [String] {
        var words = [
            part.rawValue, "--library", library.rawValue, "--endpoint", endpoint, "--size", "\(size)",
            "--peers", "\(peers)", "--topics", "\(topics)", "--queued", "\(queued)",
            "--outstanding", "\(outstanding)", "--stopping", "\(stopping)", "--message", policy.rawValue,
        ]
        if !backend.isEmpty { words += ["--backend", backend] }
        if binds { words.append("--bind") }
        if isAsync { words.append("--async") }
        if noDrop { words.append("--no-drop") }
        return words
    }
}
