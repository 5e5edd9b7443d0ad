import ZeroMQ

/// What the command line asks a socket to do.
struct SocketPlan {
    let type: SocketType
    let places: [Place]
    let topics: [Frame]
    let outgoing: Outgoing
    let isEcho: Bool
    let interval: Duration?
    /// How many subscribers to wait for.
    let subscribers: Int
    let format: FrameFormat
    let count: Int?
    let timeout: Duration?
    let options: SocketOptions
    let isVerbose: Bool

    /// Where a socket binds or connects.
    struct Place {
        let isBound: Bool
        let endpoint: Endpoint
    }

    /// Makes sense of what was given to `zmq` and the name of the type.
    ///
    /// - Throws: `UsageError`; `Failure` for a file that cannot be read.
    init(_ type: SocketType, _ arguments: Arguments) throws {
        self.type = type
        if let word = arguments.words.first {
            throw UsageError(
                "\"\(word)\" is no flag; endpoints are given as --bind \(word) or --connect \(word)")
        }
        places = try arguments.given.filter { $0.name == "--bind" || $0.name == "--connect" }.map { flag in
            Place(isBound: flag.name == "--bind", endpoint: try Self.endpoint(flag.value, for: flag.name))
        }
        guard !places.isEmpty else {
            throw UsageError(
                "where to? give --bind ENDPOINT or --connect ENDPOINT, such as tcp://localhost:5555")
        }
        isEcho = arguments.has("--echo")
        outgoing = try Self.outgoing(for: type, arguments, isEcho: isEcho)
        topics = Self.topics(for: type, arguments, outgoing)
        interval = try arguments.seconds("--interval")
        subscribers = try arguments.number("--subscribers") ?? 1
        format = try arguments.choice("--format") ?? .quoted
        count = try arguments.number("--count")
        timeout = try arguments.seconds("--timeout")
        options = try Self.checked(
            SocketOptions(arguments, timeout: timeout, isMandatory: type == .router), for: type)
        isVerbose = arguments.has("--verbose")
    }

    /// Whether there is no end to what is sent.
    var sendsOnAndOn: Bool {
        switch outgoing {
        case .nothing: false
        case .message: interval != nil
        case .lines: true
        }
    }

    /// Reads an endpoint that was given for `flag`.
    static func endpoint(_ text: String, for flag: String) throws(UsageError) -> Endpoint {
        do throws(ZMQError) {
            return try Endpoint(text)
        } catch {
            throw UsageError("\(flag) \(text): \(error.reason)" + (error.remedy.map { "; \($0)" } ?? ""))
        }
    }

    private static func outgoing(
        for type: SocketType, _ arguments: Arguments, isEcho: Bool
    ) throws -> Outgoing {
        guard type.canSend else { return .nothing }
        let input = try arguments.choice("--input") ?? InputFormat.raw
        let parts = arguments.given.filter { $0.name == "--data" || $0.name == "--file" }
        if isEcho {
            guard parts.isEmpty else { throw UsageError("with --echo there is nothing else to send") }
            return .nothing
        }
        if parts.isEmpty { return .lines(input) }
        return .message(
            Message(
                try parts.map { part in
                    part.name == "--data"
                        ? try input.frame(part.value.utf8) : Frame(try Console.contents(of: part.value))
                }))
    }

    /// What to subscribe to: everything, unless told. An XSUB that is given messages to send may subscribe with them.
    private static func topics(
        for type: SocketType, _ arguments: Arguments, _ outgoing: Outgoing
    ) -> [Frame] {
        guard type == .sub || type == .xsub else { return [] }
        let topics = arguments.texts("--subscribe").map { Frame($0) }
        if topics.isEmpty, case .message = outgoing { return [] }
        return topics.isEmpty ? [Frame()] : topics
    }

    private static func checked(_ options: SocketOptions, for type: SocketType) throws(UsageError)
        -> SocketOptions
    {
        do throws(ZMQError) {
            return try options.validated(for: type)
        } catch {
            throw UsageError(error.reason + (error.remedy.map { "; \($0)" } ?? ""))
        }
    }
}
