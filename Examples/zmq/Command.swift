import ZeroMQ

/// What the command line asks for.
enum Command {
    case help(String)
    case version
    case socket(SocketPlan)
    case proxy(ProxyCommand)
    case monitor(MonitorCommand)

    /// The words that come first.
    static let names = SocketType.allCases.map(\.command) + ["proxy", "monitor", "version", "help"]

    /// Reads the words behind `zmq`.
    ///
    /// - Throws: `UsageError`; `Failure` when a file that is to be sent cannot be read.
    init(_ words: [String]) throws {
        guard let name = words.first else {
            throw UsageError("what to do? for a start: zmq --help")
        }
        let rest = words.dropFirst()
        switch name {
        case "--help", "-h": self = .help(Help.overview)
        case "--version": self = .version
        case "help": self = try .help(Help.text(of: rest.first))
        case "version": self = .version
        case "proxy":
            let arguments = try Arguments(rest.map(Self.long), flags: ProxyCommand.flags)
            self = arguments.has("--help") ? .help(Help.proxy) : .proxy(try ProxyCommand(arguments))
        case "monitor":
            let arguments = try Arguments(rest.map(Self.long), flags: MonitorCommand.flags)
            self = arguments.has("--help") ? .help(Help.monitor) : .monitor(try MonitorCommand(arguments))
        default:
            guard let type = SocketType(command: name) else {
                throw UsageError(
                    "there is no \"\(name)\"" + Arguments.suggestion(for: name, among: Self.names))
            }
            let arguments = try Arguments(
                rest.map(Self.long), flags: Flag.sockets(of: type), elsewhere: Flag.elsewhere(than: type))
            self =
                arguments.has("--help") ? .help(Help.socket(type)) : .socket(try SocketPlan(type, arguments))
        }
    }

    private static func long(_ word: String) -> String { word == "-h" ? "--help" : word }

    /// Does it.
    func run() async throws {
        switch self {
        case .help(let text): Console.line(text)
        case .version: Console.line(Help.version)
        case .socket(let plan): try await SocketCommand(plan).run()
        case .proxy(let command): try await command.run()
        case .monitor(let command): try await command.run()
        }
    }

    /// The status to end with when Ctrl-C ended it: for what has no end of its own, that is how it ends.
    var interruptedStatus: ExitStatus {
        if case .socket(let plan) = self, plan.count != nil { return .interrupted }
        return .done
    }

    /// The help to read when `words` made no sense.
    static func hint(for words: [String]) -> String {
        guard let name = words.first, names.dropLast(2).contains(name) else { return "zmq --help" }
        return "zmq \(name) --help"
    }
}
