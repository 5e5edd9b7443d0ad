/// The words after a subcommand: positional ones, `--name value`, `--name=value`, and flags such as `--async`.
///
/// Which names exist is told at the start, so that a misspelt one is an error; likewise whatever was not asked
/// for in the end.
struct Arguments {
    private let values: [String: String]
    private let flags: Set<String>
    private let positional: [String]

    /// Reads `words`.
    ///
    /// - Parameters:
    ///   - options: the names that have a value, without `--`.
    ///   - flags: the names that have none.
    ///   - positional: what the positional words are called, in their order; all of them have to be there.
    init(
        _ words: [String], options: [String], flags known: [String], positional names: [String] = []
    ) throws(UsageError) {
        var values: [String: String] = [:]
        var flags: Set<String> = []
        var positional: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--") else {
                positional.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts.first.map(String.init) ?? ""
            if known.contains(name) {
                guard parts.count == 1 else { throw UsageError("--\(name) takes no value") }
                flags.insert(name)
            } else if options.contains(name) {
                let value = parts.count == 2 ? String(parts[1]) : rest.popFirst()
                guard let value else { throw UsageError("--\(name) needs a value") }
                values[name] = value
            } else {
                throw UsageError("there is no option --\(name) here")
            }
        }
        guard positional.count == names.count else {
            let wanted = names.isEmpty ? "none" : names.map { "<\($0)>" }.joined(separator: " ")
            throw UsageError("\(positional.count) arguments were given; wanted: \(wanted)")
        }
        self.values = values
        self.flags = flags
        self.positional = positional
    }

    /// Whether a flag was given.
    func has(_ flag: String) -> Bool { flags.contains(flag) }

    /// The value of an option, if it was given.
    func text(_ name: String) -> String? { values[name] }

    /// A positional word; which ones exist was checked at the start.
    func text(at position: Int) -> String { positional[position] }

    /// The number that an option was given, or `standard`.
    func number(_ name: String, default standard: Int, in range: ClosedRange<Int>) throws(UsageError) -> Int {
        guard let text = values[name] else { return standard }
        return try Self.number(text, called: "--\(name)", in: range)
    }

    /// A positional word that is a number.
    func number(at position: Int, called name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int {
        try Self.number(positional[position], called: "<\(name)>", in: range)
    }

    /// A positive number of seconds, with or without a fraction.
    func seconds(_ name: String, default standard: Double) throws(UsageError) -> Double {
        guard let text = values[name] else { return standard }
        guard let value = Double(text), value > 0, value <= 3600 else {
            throw UsageError("--\(name) is \"\(text)\"; wanted: seconds, more than 0, at most 3600")
        }
        return value
    }

    /// One of the values of an enumeration, by its raw value.
    func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ name: String, default standard: Choice
    ) throws(UsageError) -> Choice {
        guard let text = values[name] else { return standard }
        guard let choice = Choice(rawValue: text) else {
            let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("--\(name) is \"\(text)\"; wanted: one of \(all)")
        }
        return choice
    }

    private static func number(
        _ text: String, called name: String, in range: ClosedRange<Int>
    ) throws(UsageError) -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw UsageError(
                "\(name) is \"\(text)\"; wanted: a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
