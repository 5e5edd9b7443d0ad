import ZeroMQ

extension Fragments {
    /// One socket at several endpoints, of several transports: who connects to any of them is served.
    static func binding(in context: Context) throws {
        let server = try ReplySocket(in: context)
        let first = try server.bind("tcp://127.0.0.1:*")
        let second = try server.bind("tcp://127.0.0.1:*")
        try server.bind("inproc://somename")

        for endpoint in [first, second, try Endpoint("inproc://somename")] {
            let client = try RequestSocket(in: context)
            try client.connect(endpoint)
            try client.send("Hello")
            try server.send(server.receive())
            print("  \(endpoint.transport): \(try client.receive().text)")
        }
    }
}
