/// The words behind a command: flags with and without a value, and the other words.
///
/// `--name value` and `--name=value` are the same. A flag may be given several times. Words behind `--` are no
/// flags, whatever they look like.
struct Arguments {
    /// A flag as it was given.
    struct Given {
        let name: String
        /// Empty for a flag that takes none.
        let value: String
    }

    /// The flags in the order in which they were given.
    let given: [Given]

    /// The words that are neither flags nor their values.
    let words: [String]

    /// Reads `all`, where the flags are those of `flags`.
    ///
    /// - Parameter elsewhere: flags that exist but not here, with the reason to tell: `--subscribe` of a PUSH.
    init(
        _ all: some Sequence<String>, flags: [Flag], elsewhere: [String: String] = [:]
    ) throws(UsageError) {
        var given: [Given] = []
        var words: [String] = []
        var rest = Array(all)[...]
        while let word = rest.popFirst() {
            if word == "--" {
                words += rest
                break
            }
            guard word.hasPrefix("-"), word != "-" else {
                words.append(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init)
            let name = parts.first ?? word
            guard let flag = flags.first(where: { $0.name == name }) else {
                throw Self.unknown(name, flags: flags, elsewhere: elsewhere)
            }
            guard let placeholder = flag.placeholder else {
                guard parts.count == 1 else { throw UsageError("\(name) takes no value") }
                given.append(Given(name: name, value: ""))
                continue
            }
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
                throw UsageError("\(name) needs a value: \(name) \(placeholder)")
            }
            given.append(Given(name: name, value: value))
        }
        self.given = given
        self.words = words
    }

    /// Whether a flag was given.
    func has(_ name: String) -> Bool { given.contains { $0.name == name } }

    /// The values of a flag, in order.
    func texts(_ name: String) -> [String] { given.filter { $0.name == name }.map(\.value) }

    /// The last value of a flag; nil when it was not given.
    func text(_ name: String) -> String? { texts(name).last }

    /// A whole number that is not negative.
    func number(_ name: String) throws(UsageError) -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw UsageError("\(name) is \"\(text)\"; it has to be a whole number, 0 or more")
        }
        return number
    }

    /// Seconds, with or without a fraction.
    func seconds(_ name: String) throws(UsageError) -> Duration? {
        guard let text = text(name) else { return nil }
        // More than 68 years are more than the library takes. NaN is in no range.
        guard let seconds = Double(text), (0...2_147_483_647).contains(seconds) else {
            throw UsageError("\(name) is \"\(text)\"; it has to be a number of seconds, such as 2 or 0.5")
        }
        return .seconds(seconds)
    }

    /// One of the values of an enumeration.
    func choice<Choice: CaseIterable & RawRepresentable<String>>(_ name: String) throws(UsageError) -> Choice?
    {
        guard let text = text(name) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let all = Choice.allCases.map(\.rawValue)
        throw UsageError(
            "\(name) is \"\(text)\"; it has to be one of \(all.joined(separator: ", "))"
                + Self.suggestion(for: text, among: all))
    }

    private static func unknown(_ name: String, flags: [Flag], elsewhere: [String: String]) -> UsageError {
        if let reason = elsewhere[name] { return UsageError(reason) }
        return UsageError("there is no \(name)" + suggestion(for: name, among: flags.map(\.name)))
    }

    /// `; did you mean …?` when something similar exists, otherwise nothing.
    static func suggestion(for word: String, among known: [String]) -> String {
        let nearest = known.map { (name: $0, distance: distance(from: word, to: $0)) }
            .min { $0.distance < $1.distance }
        // Its end may be missing, or a third of it wrong.
        let isBeginning = word.count >= 3 && known.count { $0.hasPrefix(word) } == 1
        if isBeginning, let name = known.first(where: { $0.hasPrefix(word) }) {
            return "; did you mean \(name)?"
        }
        guard let nearest, nearest.distance <= max(1, word.count / 3) else { return "" }
        return "; did you mean \(nearest.name)?"
    }

    /// How many letters have to be added, left out, replaced or swapped with the next one.
    static func distance(from left: String, to right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var rows = [Array(0...right.count)]
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                let isSame = left[i] == right[j]
                var best = min(rows[i][j] + (isSame ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
