import ZeroMQ

/// A flag of the command line, with its line of help.
struct Flag {
    /// Under which heading of the help it stands.
    enum Group: String, CaseIterable {
        case endpoints = "Where"
        case messages = "Messages"
        case ending = "When it ends"
        case options = "Options of the socket (their defaults are the library's)"
        case other = "Other"
    }

    let group: Group

    /// With its dashes.
    let name: String

    /// What its value is called; nil when it takes none.
    let placeholder: String?

    let help: String

    /// The socket types that have it.
    let types: [SocketType]

    /// Makes a flag.
    ///
    /// - Parameter form: the flag, and what its value is called if it takes one: `--count N`.
    init(_ group: Group, _ form: String, for types: [SocketType] = SocketType.allCases, _ help: String) {
        let parts = form.split(separator: " ").map(String.init)
        self.group = group
        name = parts[0]
        placeholder = parts.count > 1 ? parts[1] : nil
        self.types = types
        self.help = help
    }
}
