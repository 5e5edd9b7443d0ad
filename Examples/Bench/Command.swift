/// Chooses what the first word says.
enum Command {
    static func run(_ words: [String]) async throws {
        let rest = Array(words.dropFirst())
        if words.contains("--help") || words.contains("-h") {
            Console.line(Help.text)
            return
        }
        switch words.first {
        case "run": try RunCommand.run(rest)
        case "local-thr", "remote-thr", "local-lat", "remote-lat", "inproc-thr", "inproc-lat":
            try await PerfCommand.run(words[0], rest)
        case "micro": try MicroCommand.run(rest)
        case "fixed": try FixedCommand.run(rest)
        case "compare": try CompareCommand.run(rest)
        case "end": try EndCommand.run(rest)
        case nil, "help": Console.line(Help.text)
        case let word?: throw UsageError("there is no subcommand \"\(word)\"")
        }
    }
}
