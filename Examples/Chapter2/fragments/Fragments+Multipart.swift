import ZeroMQ

extension Fragments {
    /// Messages of several frames (ZMQ_SNDMORE, ZMQ_RCVMORE): a message is a collection of frames, which is sent and
    /// received as a whole. There is no such thing as half a message.
    static func multipart(in context: Context) throws {
        let receiver = try PullSocket(in: context)
        try receiver.bind("inproc://frames")
        let sender = try PushSocket(in: context)
        try sender.connect("inproc://frames")

        // All at once, or one after the other.
        try sender.send(["first", "second", "third"])
        var message = Message()
        for number in 1...3 { message.append("frame \(number)") }
        try sender.send(message)

        for _ in 0..<2 {
            let received = try receiver.receive()
            for (number, frame) in received.enumerated() {
                let hasMore = number < received.count - 1
                print("  \(frame.text)\(hasMore ? ", more to come" : "")")
            }
        }
    }
}
