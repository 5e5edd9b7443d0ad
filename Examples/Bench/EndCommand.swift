/// A process of a workload: starts its workers, says `ready` and where it is bound, then answers `sample` with a
/// sample until its input ends. The workers go on all the time, so whoever asks decides what is measured. `stop`
/// does the same, and those workers that can stop do.
enum EndCommand {
    static func run(_ words: [String]) throws -> Never {
        let settings = try EndSettings(words)
        let crew = Crew()
        let endpoints = try start(settings, crew)
        Console.line((["ready"] + endpoints).joined(separator: " "))
        while let line = readLine() {
            switch line {
            case "sample": break
            case "stop": crew.stop()
            default: Console.fail("unknown request: \(line)")
            }
            Console.line(Sample(of: crew).line)
        }
        Console.leave()
    }

    private static func start(_ settings: EndSettings, _ crew: Crew) throws -> [String] {
        switch settings.library {
        case .swift:
            return try End(driver: SwiftDriver(), settings: settings, crew: crew).start()
        case .zmq:
            if settings.isAsync { throw UsageError("libzmq has nothing asynchronous to measure") }
            return try End(driver: ForeignDriver(), settings: settings, crew: crew).start()
        case .raw:
            return try RawStream(settings: settings, crew: crew).start()
        }
    }
}
