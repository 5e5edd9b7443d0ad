import ZeroMQ

extension Fragments {
    /// The loop of a program that ends in good order at Ctrl-C (s_catch_signals, s_interrupted): the interrupt shuts
    /// the context down, and the receive that waits throws.
    static func interrupt(in context: Context) throws {
        let interrupt = try Interrupt()
        interrupt.onInterrupt { context.shutDown() }

        let client = try PullSocket(in: context)
        try client.bind("inproc://client")
        // Instead of a person at the keyboard.
        let person = try BlockingThread { interrupt.trigger() }
        while true {
            do {
                let message = try client.receive()
                print("  received \(message.text)")
            } catch {
                guard error.code == .contextTerminated else { throw error }
                print("  Ctrl-C was used")
                break
            }
        }
        try person.join()
    }
}
