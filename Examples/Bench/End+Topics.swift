internal import ZeroMQ

/// Finding out who wants a message.
extension End {
    func matchTopics() throws -> [String] {
        let publisher = try driver.socket(.pub, SocketNeeds(unlimitedReceiving: true))
        _ = try publisher.bind(Self.inproc)
        let subscriber = try driver.socket(.sub, SocketNeeds(unlimitedSending: true))
        try subscriber.connect(Self.inproc)
        for number in 0..<settings.topics { try subscriber.subscribe(to: Self.topic(number)) }
        // Topics from all over the range, so that no cache holds the way to all of them.
        let table = (0..<min(settings.topics, Self.tableSize)).map { index in
            Self.topic(index &* Self.stride % settings.topics)
        }
        try crew.thread { counter in
            // Nobody receives, so the first of them fill the queue and the rest is dropped.
            let payloads = try table.map { try publisher.payload($0, settings.policy) }
            while true {
                for payload in payloads {
                    try publisher.send(payload)
                    counter.add()
                }
            }
        }
        crew.keep(subscriber)
        return []
    }

    /// `topic.0000042.`: all of one length, many with long beginnings in common.
    private static func topic(_ number: Int) -> [UInt8] {
        let digits = String(number)
        return Array(("topic." + String(repeating: "0", count: max(0, 7 - digits.count)) + digits + ".").utf8)
    }

    /// How many different topics are published.
    private static var tableSize: Int { 8192 }

    /// A prime, so that multiples of it reach every topic.
    private static var stride: Int { 7919 }
}
