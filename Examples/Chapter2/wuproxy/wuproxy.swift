// Weather proxy: stands between two networks, with a socket in each, and passes the weather on.
//
//     swift run wuserver
//     swift run wuproxy copying tcp://localhost:5556 tcp://*:8100
//     swift run wuclient 10001 tcp://localhost:8100
//
// Arguments: how (copying or filtering), where the weather server is (tcp://192.168.55.210:5556), and where we publish
// ourselves (tcp://10.1.1.0:8100). Ctrl-C ends it.
//
// There are two ways. Copying subscribes to everything, and sorts it out for its own subscribers. Filtering passes
// the subscriptions on to the server, so that only what somebody wants crosses the network between.

import ZeroMQ

@main
struct WeatherProxy {
    static func main() throws {
        let words = CommandLine.arguments
        let server = words.dropFirst(2).first ?? "tcp://192.168.55.210:5556"
        let outside = words.dropFirst(3).first ?? "tcp://10.1.1.0:8100"
        try runUntilInterrupted { context in
            if words.dropFirst(1).first == "filtering" {
                try passOn(from: server, to: outside, in: context)
            } else {
                try copyAll(from: server, to: outside, in: context)
            }
        }
    }

    /// SUB and PUB: every message, with all its frames, whether somebody wants it or not.
    static func copyAll(from server: String, to outside: String, in context: Context) throws {
        let frontend = try SubscriberSocket(in: context)
        try frontend.connect(server)
        try frontend.subscribe(to: "")

        let backend = try PublisherSocket(in: context)
        try backend.bind(outside)

        while true {
            try backend.send(frontend.receive())
        }
    }

    /// XSUB and XPUB: messages go down, subscriptions go up.
    static func passOn(from server: String, to outside: String, in context: Context) throws {
        let frontend = try XSubscriberSocket(in: context)
        try frontend.connect(server)

        let backend = try XPublisherSocket(in: context)
        try backend.bind(outside)

        try Proxy(frontend: frontend, backend: backend).run()
    }
}
