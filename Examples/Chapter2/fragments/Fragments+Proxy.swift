import ZeroMQ

extension Fragments {
    /// A proxy between two sockets, with a third one that gets a copy of everything (zmq_proxy).
    static func proxy(in context: Context) throws {
        let frontend = try PullSocket(in: context)
        try frontend.bind("inproc://frontend")
        let backend = try PushSocket(in: context)
        try backend.bind("inproc://backend")
        let capture = try PushSocket(in: context)
        try capture.bind("inproc://capture")

        let proxy = try Proxy(frontend: frontend, backend: backend, capture: capture)
        let thread = try BlockingThread { try proxy.run() }

        let source = try PushSocket(in: context)
        try source.connect("inproc://frontend")
        let sink = try PullSocket(in: context)
        try sink.connect("inproc://backend")
        let observer = try PullSocket(in: context)
        try observer.connect("inproc://capture")

        try source.send("task")
        print("  forwarded \(try sink.receive().text), captured \(try observer.receive().text)")
        proxy.terminate()
        try thread.join()
    }
}
