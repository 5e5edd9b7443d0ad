/// Two hosts, in no order.
struct HostPair: Hashable, Sendable {
    private let first: String
    private let second: String

    init(_ one: String, _ other: String) {
        first = min(one, other)
        second = max(one, other)
    }

    func contains(_ host: String) -> Bool { first == host || second == host }
}
