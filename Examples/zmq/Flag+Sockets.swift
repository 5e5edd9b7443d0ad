import ZeroMQ

extension Flag {
    private static let senders = SocketType.allCases.filter(\.canSend)
    private static let receivers = SocketType.allCases.filter(\.canReceive)
    private static let publishers: [SocketType] = [.pub, .xpub]
    private static let subscribers: [SocketType] = [.sub, .xsub]
    /// Those that can send a message whenever they like.
    private static let starters = senders.filter { $0 != .rep }

    /// The flags of all socket types, in the order of the help.
    static let sockets: [Flag] = where_ + messages + ending + options + other

    private static let where_ = [
        Flag(.endpoints, "--bind ENDPOINT", "listen there, for others to connect; repeatable"),
        Flag(
            .endpoints, "--connect ENDPOINT",
            "connect to there, now or as soon as somebody listens; repeatable"),
    ]

    private static let messages = [
        Flag(
            .messages, "--subscribe PREFIX", for: subscribers,
            "receive messages that begin so; repeatable; without it, all"),
        Flag(
            .messages, "--data TEXT", for: senders,
            "send this; repeatable: the frames of one message"),
        Flag(
            .messages, "--file PATH", for: senders,
            "send the contents of a file as a frame, likewise; - is the standard input"),
        Flag(
            .messages, "--input FORMAT", for: senders,
            "how --data and lines of input are read: raw (as they are, the default), quoted or hex (with a tab"
                + " between frames)"),
        Flag(.messages, "--echo", for: [.rep, .dealer, .router, .pair], "answer each message with itself"),
        Flag(
            .messages, "--interval SECONDS", for: starters,
            "send again and again, with so much time between; or a line of input each time"),
        Flag(
            .messages, "--subscribers N", for: publishers,
            "wait for so many subscribers before the first message (default 1; 0 does not wait)"),
        Flag(
            .messages, "--format FORMAT", for: receivers,
            "how messages are printed: quoted (the default), hex, raw or json"),
    ]

    private static let ending = [
        Flag(.ending, "--count N", "end after so many messages received (of PUSH and PUB: sent)"),
        Flag(
            .ending, "--timeout SECONDS",
            "give up, with exit status 3, when a message cannot be sent, or none arrives, for so long"),
        Flag(
            .ending, "--linger SECONDS", for: senders,
            "how long, at the end, to wait until everything is sent: seconds or forever (default: the --timeout, or"
                + " forever)"),
    ]

    private static let options = [
        Flag(.options, "--identity TEXT", "the name by which a ROUTER knows this socket"),
        Flag(
            .options, "--send-hwm N", for: senders,
            "how many messages wait to be sent to each peer; 0: no limit"),
        Flag(
            .options, "--receive-hwm N", for: receivers,
            "how many messages wait to be received from each peer; 0: no limit"),
        Flag(
            .options, "--max-message-size BYTES",
            "the largest frame that is accepted; who sends a larger one is disconnected"),
        Flag(
            .options, "--handshake-timeout SECONDS",
            "how long a peer may take to introduce itself; 0: no limit"),
        Flag(.options, "--heartbeat SECONDS", "ask quiet peers for a sign of life so often"),
        Flag(.options, "--heartbeat-timeout SECONDS", "and disconnect those that give none for so long"),
        Flag(
            .options, "--heartbeat-ttl SECONDS",
            "and have the peer disconnect when it hears nothing for so long"),
        Flag(.options, "--reconnect SECONDS", "how long to wait before connecting again"),
        Flag(.options, "--reconnect-max SECONDS", "up to how long that grows, doubling each time"),
        Flag(.options, "--connect-timeout SECONDS", "how long one attempt to connect may take"),
        Flag(.options, "--metadata X-NAME=TEXT", "tell peers this property in the handshake; repeatable"),
        Flag(.options, "--immediate", for: senders, "queue messages only for peers that are connected"),
        Flag(
            .options, "--conflate", for: [.dealer, .pull, .push, .pub, .sub],
            "keep only the newest message of each queue"),
        Flag(
            .options, "--correlate", for: [.req], "number the requests, so that late replies are recognised"),
        Flag(
            .options, "--probe-router", for: [.req, .dealer, .router],
            "introduce this socket to ROUTER peers with an empty message"),
        Flag(
            .options, "--take-over", for: [.router],
            "a new peer takes the identity of an old one, instead of being refused"),
        Flag(
            .options, "--every-subscription", for: [.xpub],
            "print every subscription, not only the first to a topic and the last cancellation"),
        Flag(
            .options, "--no-drop", for: publishers,
            "wait for slow subscribers instead of dropping their messages"),
        Flag(
            .options, "--welcome TEXT", for: publishers,
            "send this to each new subscriber that subscribes to it"),
        Flag(.options, "--keep-alive SECONDS", "probe idle tcp connections after so long"),
        Flag(.options, "--ipc-mode MODE", "the permissions of a bound ipc path, in octal, such as 600"),
        Flag(.options, "--no-ipv6", "use IPv4 only"),
        Flag(.options, "--zmtp1", "also talk to ZeroMQ 2.x (ZMTP 1.0)"),
    ]

    private static let other = [
        Flag(.other, "--verbose", "tell on the standard error stream what happens to connections"),
        Flag(.other, "--help", "this text"),
    ]

    /// The flags of one type.
    static func sockets(of type: SocketType) -> [Flag] {
        sockets.filter { $0.types.contains(type) }
    }

    /// Why the flags of other types are none of this one.
    static func elsewhere(than type: SocketType) -> [String: String] {
        var reasons: [String: String] = [:]
        for flag in sockets where !flag.types.contains(type) {
            let types = flag.types.map(\.command).joined(separator: ", ")
            reasons[flag.name] = "\(flag.name) is not for zmq \(type.command); it is for \(types)"
        }
        return reasons
    }
}

extension Flag {
    /// Flags that are the same for another command.
    static func named(_ names: String...) -> [Flag] {
        names.compactMap { name in sockets.first { $0.name == name } }
    }
}
