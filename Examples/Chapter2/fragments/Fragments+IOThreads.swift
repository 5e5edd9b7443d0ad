import ZeroMQ

extension Fragments {
    /// A context with four lanes for input and output in place of one. One is enough for a gigabyte a second; none
    /// is enough for a program that only uses inproc.
    static func ioThreads(in context: Context) throws {
        let wide = try Context(options: ContextOptions(ioLanes: 4))
        print("  usually \(context.options.ioLanes), here \(wide.options.ioLanes)")
        wide.terminate()

        let inner = try Context(options: ContextOptions(ioLanes: 0))
        let (left, right) = (try PairSocket(in: inner), try PairSocket(in: inner))
        try left.bind("inproc://pipe")
        try right.connect("inproc://pipe")
        try left.send("without any")
        print("  \(try right.receive().text)")
        inner.terminate()
    }
}
