import ZeroMQ

/// What a newcomer should know about a socket type, with examples.
struct SocketLesson {
    private let type: SocketType

    init(_ type: SocketType) {
        self.type = type
    }

    /// Examples, and a paragraph.
    var text: String {
        (examples.map { command, effect in
            "  \(command)\n\(Help.table([("    ", effect)]))"
        } + [Help.table([("", behaviour)], gap: 0)]).joined(separator: "\n\n")
    }

    private var examples: [(String, String)] {
        switch type {
        case .push:
            [
                (
                    "zmq push --connect tcp://localhost:5555 --data Hello",
                    "sends one message, as soon as a PULL is there"
                ),
                ("tail -f log | zmq push --bind tcp://*:5555", "sends each line"),
                ("zmq push --bind tcp://*:5555 --data tick --interval 1", "sends one a second, until Ctrl-C"),
            ]
        case .pull:
            [
                ("zmq pull --bind tcp://*:5555", "prints what PUSH sockets send, until Ctrl-C"),
                (
                    "zmq pull --connect tcp://server:5555 --count 10 --timeout 5",
                    "ends after ten, or when none came for 5 seconds"
                ),
            ]
        case .pub:
            [
                ("zmq pub --bind tcp://*:5556 --data 'weather sunny' --interval 1", "publishes one a second"),
                (
                    "zmq pub --bind tcp://*:5556 --data news --data 'It rains.'",
                    "sends one message of two frames, once a SUB is there"
                ),
            ]
        case .sub:
            [
                ("zmq sub --connect tcp://localhost:5556", "prints everything that is published"),
                (
                    "zmq sub --connect tcp://localhost:5556 --subscribe weather",
                    "prints what begins with \"weather\""
                ),
            ]
        case .req:
            [
                (
                    "zmq req --connect tcp://localhost:5555 --data Hello",
                    "sends a request, and prints the reply"
                ),
                ("zmq req --connect tcp://localhost:5555", "each line that you type is a request"),
            ]
        case .rep:
            [
                (
                    "zmq rep --bind tcp://*:5555 --data World",
                    "replies \"World\" to every request, and prints the requests"
                ),
                ("zmq rep --bind tcp://*:5555 --echo", "replies with the request"),
                ("zmq rep --bind tcp://*:5555", "you type the replies"),
            ]
        case .dealer:
            [
                ("zmq dealer --connect tcp://localhost:5555", "a chat with a ROUTER or another DEALER"),
                (
                    "zmq dealer --connect tcp://localhost:5555 --data '' --data Hello --count 1",
                    "a request to a REP: with an empty frame in front"
                ),
            ]
        case .router:
            [
                ("zmq router --bind tcp://*:5555 --echo", "sends back what comes"),
                (
                    "zmq router --bind tcp://*:5555 --input quoted",
                    "prints messages and whom they came from; you type: identity, tab, message"
                ),
            ]
        case .pair:
            [("zmq pair --bind tcp://*:5555", "a chat with: zmq pair --connect tcp://localhost:5555")]
        case .xpub:
            [("zmq xpub --bind tcp://*:5556", "publishes what you type, and prints who subscribes to what")]
        case .xsub:
            [("zmq xsub --connect tcp://localhost:5556", "prints everything that is published")]
        }
    }

    private var behaviour: String {
        switch type {
        case .push:
            "Without --data and --file, each line of the standard input is a message. It ends when everything is sent."
        case .pub:
            "Without --data and --file, each line of the standard input is a message. It ends when everything is sent."
                + " Who subscribes later misses what was sent before."
        case .pull, .sub:
            "Prints one message on a line, a tab between its frames. What is no text is printed as escapes, such as"
                + " \\n and \\xff; --format has other ways."
        case .req:
            "Without --data and --file, each line of the standard input is a request. It ends after the reply to the"
                + " last one."
        case .rep: "Without --data, --file and --echo, each line of the standard input is a reply."
        case .dealer, .router, .pair, .xpub, .xsub:
            "Without --data and --file, each line of the standard input is a message. It goes on receiving when there"
                + " is nothing left to send, until Ctrl-C or --count; with --count 0 it does not.\(extra)"
        }
    }

    private var extra: String {
        switch type {
        case .router: " The first frame of a message is the identity of the peer it is for, or came from."
        case .xpub:
            " A subscription is a message: \\x01 and the prefix, its cancellation \\x00 and the prefix."
        default: ""
        }
    }
}
