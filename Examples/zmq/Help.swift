import ZeroMQ

/// What `--help` says.
enum Help {
    private static let width = 80

    static var version: String {
        """
        zmq \(ZMQVersion.library) of swift-zeromq, ZeroMQ in Swift
        protocol: ZMTP \(ZMQVersion.wireProtocol), also with peers of 3.0 and 2.0, and of 1.0 on request
        transports: tcp, ipc, inproc; security: NULL
        """
    }

    static var overview: String {
        """
        zmq sends, receives and watches ZeroMQ messages.

        usage: zmq TYPE --bind ENDPOINT | --connect ENDPOINT [flags]
               zmq proxy FRONT BACK [flags]
               zmq monitor ENDPOINT [flags]
               zmq version

        Try it, in two terminals:

          zmq pull --bind tcp://127.0.0.1:5555
          zmq push --connect tcp://127.0.0.1:5555 --data Hello

        A socket has a type, which says whom it talks to. What you type is sent, line by
        line, and what arrives is printed, one message on a line.

        \(table(SocketType.allCases.sorted(by: order).map { ("  \($0.command)", summary($0)) }))

        One side binds an endpoint, the other side connects to it, in any order:

          tcp://127.0.0.1:5555    a port of this machine; tcp://*:5555 binds all addresses
          tcp://server:5555       connect to a port of another machine
          ipc:///tmp/example      a path, for programs on one machine

        More, with examples and all flags:

          zmq push --help         and so for every type
          zmq proxy --help        forward between sockets
          zmq monitor --help      find out why two sockets do not talk to each other

        Exit status: 0 done, 1 error, 2 the command line makes no sense, 3 timeout,
        130 interrupted before --count was reached.
        """
    }

    /// The help of a command by its name.
    static func text(of name: String?) throws(UsageError) -> String {
        switch name {
        case nil: return overview
        case "proxy": return proxy
        case "monitor": return monitor
        case "version": return version
        case let name?:
            guard let type = SocketType(command: name) else {
                throw UsageError(
                    "there is no \"\(name)\"" + Arguments.suggestion(for: name, among: Command.names))
            }
            return socket(type)
        }
    }

    static func socket(_ type: SocketType) -> String {
        """
        zmq \(type.command): \(summary(type)).

        usage: zmq \(type.command) --bind ENDPOINT | --connect ENDPOINT [flags]

        \(SocketLesson(type).text)

        \(flags(Flag.sockets(of: type)))
        """
    }

    static var proxy: String {
        """
        zmq proxy: forwards messages between two sockets, both ways, until Ctrl-C.

        usage: zmq proxy FRONT BACK [flags]

        Each side is TYPE:ENDPOINT and binds, or TYPE:connect:ENDPOINT and connects.

          zmq proxy router:tcp://*:5559 dealer:tcp://*:5560
              shares the requests of any number of REQ clients among REP workers

          zmq proxy xsub:connect:tcp://server:5556 xpub:tcp://*:5557
              passes what a publisher sends on to subscribers here

          zmq proxy pull:tcp://*:5557 push:tcp://*:5558 --capture
              shares out work, and shows it

        \(flags(ProxyCommand.flags))
        """
    }

    static var monitor: String {
        """
        zmq monitor: tells what happens to a connection, and explains what fails.

        usage: zmq monitor ENDPOINT [flags]

          zmq monitor tcp://localhost:5555
              who is there? Connects, tells about the peer, and goes on watching

          zmq monitor tcp://localhost:5555 --as sub
              would a SUB get through to it? If not: which step failed, and what to do

          zmq monitor tcp://localhost:5555 --check --timeout 5
              for scripts: is a ZeroMQ socket there?

          zmq monitor tcp://*:5555 --bind --as pull
              who connects, and what goes wrong when they do?

        \(flags(MonitorCommand.flags))
        """
    }

    /// What a socket of the type does, in a line.
    static func summary(_ type: SocketType) -> String {
        switch type {
        case .push: "hands each message to one PULL, in turn"
        case .pull: "receives from PUSH"
        case .pub: "sends to every SUB that subscribed to the beginning of the message"
        case .sub: "receives from PUB what it subscribed to"
        case .req: "sends a request to REP, and waits for the reply"
        case .rep: "waits for requests of REQ, and replies"
        case .dealer: "talks to REP, ROUTER or DEALER, without taking turns"
        case .router: "talks to REQ or DEALER, each by its identity"
        case .pair: "talks to one other PAIR"
        case .xpub: "as pub, and prints the subscriptions"
        case .xsub: "as sub, and sends to XPUB"
        }
    }

    /// The order in which one learns them.
    private static func order(_ left: SocketType, _ right: SocketType) -> Bool {
        let all: [SocketType] = [.push, .pull, .pub, .sub, .req, .rep, .dealer, .router, .pair, .xpub, .xsub]
        return all.firstIndex(of: left) ?? 0 < all.firstIndex(of: right) ?? 0
    }

    private static func flags(_ flags: [Flag]) -> String {
        Flag.Group.allCases.compactMap { group in
            let rows = flags.filter { $0.group == group }.map { flag in
                ("  " + flag.name + (flag.placeholder.map { " \($0)" } ?? ""), flag.help)
            }
            return rows.isEmpty ? nil : "\(group.rawValue):\n\n\(table(rows))"
        }.joined(separator: "\n\n")
    }

    /// Two columns, the second one wrapped.
    static func table(_ rows: [(String, String)], gap: Int = 2) -> String {
        let column = (rows.map(\.0.count).max() ?? 0) + gap
        return rows.map { name, text in
            var lines = [name + String(repeating: " ", count: column - name.count)]
            for word in text.split(separator: " ") {
                let isEmpty = lines[lines.count - 1].count == column
                if !isEmpty, lines[lines.count - 1].count + 1 + word.count > width {
                    lines.append(String(repeating: " ", count: column) + word)
                } else {
                    lines[lines.count - 1] += (isEmpty ? "" : " ") + word
                }
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
