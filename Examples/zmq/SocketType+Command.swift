import ZeroMQ

extension SocketType {
    /// The name on the command line: `push`.
    var command: String { name.lowercased() }

    /// The type of that name; nil when there is none.
    init?(command: String) {
        guard let type = Self.allCases.first(where: { $0.command == command }) else { return nil }
        self = type
    }
}
