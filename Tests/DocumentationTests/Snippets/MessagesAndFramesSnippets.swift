import ZeroMQ

/// The code of the article MessagesAndFrames.
enum MessagesAndFramesSnippets {
    static func literals(push: PushSocket) async throws {
        try await push.send("World")  // one frame
        try await push.send(["weather.paris", "12 °C"])  // two
        let reading = 21.5
        try await push.send(["temperature", "\(reading)"])
    }

    static func reading(message: Message) async throws {
        print(message.count, message.totalBytes)
        print(message[0].text, message[1].bytes)
        for frame in message.dropFirst() { print(frame) }
    }

    static func large(message: Message, push: PushSocket) async throws {
        let picture = Frame(count: 1 << 20) { pixels in
            for offset in 0..<1000 {
                pixels.storeBytes(of: 255, toByteOffset: offset, as: UInt8.self)
            }
        }
        try await push.send(["picture", picture])

        let sum = message[0].withBytes { bytes in
            unsafe bytes.withUnsafeBytes { unsafe $0.reduce(0) { $0 + Int($1) } }
        }
        print(sum)
    }

    static func envelope(router: RouterSocket, request: Message) async throws {
        var reply = Message(request.prefix { !$0.isEmpty })  // routing ids
        reply.append("")
        reply.append("the answer")
        try await router.send(reply)
    }
}
