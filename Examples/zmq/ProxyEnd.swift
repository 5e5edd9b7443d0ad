import ZeroMQ

/// One side of a proxy as it is written on the command line: `router:tcp://*:5559` binds,
/// `xsub:connect:tcp://server:5556` connects.
struct ProxyEnd: Equatable {
    let type: SocketType
    let isBound: Bool
    let endpoint: Endpoint

    init(_ text: String, called name: String) throws(UsageError) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw UsageError(
                "\(name) is \"\(text)\"; it has to be TYPE:ENDPOINT, such as router:tcp://*:5559")
        }
        guard let type = SocketType(command: parts[0]) else {
            throw UsageError(
                "\(name) is \"\(text)\", but there is no socket type \(parts[0])"
                    + Arguments.suggestion(for: parts[0], among: SocketType.allCases.map(\.command)))
        }
        self.type = type
        let place = parts[1]
        isBound = !place.hasPrefix("connect:")
        let endpoint =
            ["bind:", "connect:"].first { place.hasPrefix($0) }.map { place.dropFirst($0.count) }
            ?? place[...]
        self.endpoint = try SocketPlan.endpoint(String(endpoint), for: name)
    }
}
