import Testing
import ZeroMQ

@Suite struct ProxyPressureTests {
    let context = Context()
    let narrow = SocketOptions(sendHighWaterMark: 2, receiveHighWaterMark: 2)

    @Test(arguments: ProxyForm.allCases, ["inproc", "tcp"])
    func `a proxy takes no more than goes on, and loses nothing`(
        form: ProxyForm, transport: String
    ) async throws {
        let front = try PullSocket(in: context, options: narrow)
        let back = try PushSocket(in: context, options: narrow)
        let source = try PushSocket(in: context, options: narrow)
        let endpoint = { transport == "tcp" ? "tcp://127.0.0.1:*" : anyInproc() }
        try source.connect(front.bind(endpoint()))
        let exit = try back.bind(endpoint())
        let running = RunningProxy(try Proxy(frontend: front, backend: back), form)
        // Nobody takes anything: nothing is received either, however long it may run.
        for number in 0..<3 { try await source.send("\(number)") }
        try await reaches("a message in the frontend") { front.statistics.queuedToReceive > 0 }
        #expect(running.proxy.statistics.frontend.messagesReceived == 0)

        let count = 3000
        let sender = Task { for number in 3..<count { try await source.send("\(number)") } }
        let sink = try PullSocket(in: context, options: narrow)
        try sink.connect(exit)
        for number in 0..<count {
            try #require(try await sink.receive(timeout: .seconds(60)).text == "\(number)")
            // In memory at most what the two queues hold.
            if number % 100 == 0 {
                let statistics = running.proxy.statistics
                let held = statistics.frontend.messagesReceived - statistics.backend.messagesSent
                #expect(held <= 4)
            }
        }
        try await sender.value
        try await running.stop()
    }

    @Test(arguments: ProxyForm.allCases)
    func `one direction that has to wait does not hold up the other`(form: ProxyForm) async throws {
        let front = try DealerSocket(in: context, options: narrow)
        let back = try DealerSocket(in: context, options: narrow)
        let one = try DealerSocket(in: context, options: narrow)
        let other = try DealerSocket(in: context, options: narrow)
        try one.connect(front.bind(anyInproc()))
        try other.connect(back.bind(anyInproc()))
        let running = RunningProxy(try Proxy(frontend: front, backend: back), form)
        // Until nothing fits any more between here and the other end, which does not receive.
        var sent = 0
        var stuckSince = ContinuousClock.now
        while stuckSince.duration(to: .now) < .milliseconds(100) {
            if try one.trySend("\(sent)") {
                sent += 1
                stuckSince = .now
            } else {
                try await Task.sleep(for: .milliseconds(1))
            }
        }
        for number in 0..<500 {
            try await other.send("\(number)", timeout: .seconds(60))
            #expect(try await one.receive(timeout: .seconds(60)).text == "\(number)")
        }
        for number in 0..<sent {
            #expect(try await other.receive(timeout: .seconds(60)).text == "\(number)")
        }
        try await running.stop()
    }

    @Test(arguments: ProxyForm.allCases)
    func `C-105 the capture gets every message of both directions`(form: ProxyForm) async throws {
        let front = try PairSocket(in: context)
        let back = try PairSocket(in: context)
        let capture = try PairSocket(in: context)
        let one = try PairSocket(in: context)
        let other = try PairSocket(in: context)
        let listener = try PairSocket(in: context)
        try one.connect(front.bind(anyInproc()))
        try other.connect(back.bind(anyInproc()))
        try listener.connect(capture.bind(anyInproc()))
        let proxy = try Proxy(frontend: front, backend: back, capture: capture)
        let running = RunningProxy(proxy, form)
        var expected: [Message] = []
        for number in 0..<100 {
            let message: Message = ["\(number)", "there"]
            try await one.send(message)
            #expect(try await other.receive(timeout: .seconds(60)) == message)
            try await other.send("\(number) and back")
            #expect(try await one.receive(timeout: .seconds(60)).text == "\(number) and back")
            expected += [message, "\(number) and back"]
        }
        for message in expected { #expect(try await listener.receive(timeout: .seconds(60)) == message) }
        try await running.stop()
    }

    @Test(arguments: ProxyForm.allCases)
    func `what a capture cannot route is not captured, and forwarded all the same`(form: ProxyForm)
        async throws
    {
        let context = Context()
        let (front, back) = (try PullSocket(in: context), try PushSocket(in: context))
        let (push, pull) = (try PushSocket(in: context), try PullSocket(in: context))
        try await join(front, push, over: .inproc)
        try await join(back, pull, over: .inproc)
        let capture = try RouterSocket(
            in: context, options: SocketOptions(router: RouterOptions(mandatory: true)))
        let listener = try DealerSocket(in: context, options: SocketOptions(routingID: "known"))
        try await join(capture, listener, over: .inproc)
        let running = RunningProxy(try Proxy(frontend: front, backend: back, capture: capture), form)
        for name in ["unknown", "known", "unknown", "known"] { try await push.send([Frame(name), "x"]) }
        for name in ["unknown", "known", "unknown", "known"] {
            #expect(try await pull.nextTexts() == [name, "x"])
        }
        for _ in 0..<2 { #expect(try await listener.nextTexts() == ["x"]) }
        try await running.stop()
    }

    @Test(arguments: ProxyForm.allCases)
    func `a capture without room makes the proxy wait, and misses nothing`(form: ProxyForm) async throws {
        let front = try PullSocket(in: context, options: narrow)
        let back = try PushSocket(in: context)
        let capture = try PushSocket(in: context, options: narrow)
        let source = try PushSocket(in: context, options: narrow)
        let sink = try PullSocket(in: context)
        let listener = try PullSocket(in: context, options: narrow)
        try source.connect(front.bind(anyInproc()))
        try sink.connect(back.bind(anyInproc()))
        try listener.connect(capture.bind(anyInproc()))
        let running = RunningProxy(try Proxy(frontend: front, backend: back, capture: capture), form)
        let count = 300
        let sender = Task { for number in 0..<count { try await source.send("\(number)") } }
        // What the capture holds, what one batch brings, and no more.
        for number in 0..<4 { #expect(try await sink.receive(timeout: .seconds(60)).text == "\(number)") }
        let listening = Task {
            var copies: [String] = []
            while copies.count < count {
                copies.append(try await listener.receive(timeout: .seconds(60)).text)
            }
            return copies
        }
        for number in 4..<count { #expect(try await sink.receive(timeout: .seconds(60)).text == "\(number)") }
        #expect(try await listening.value == (0..<count).map { "\($0)" })
        try await sender.value
        try await running.stop()
    }

    @Test func `a message that its target refuses is left out, and the next go on`() async throws {
        var options = SocketOptions()
        options.router.mandatory = true
        let front = try RouterSocket(in: context, options: options)
        let back = try DealerSocket(in: context)
        let client = try DealerSocket(in: context, options: SocketOptions(routingID: "me"))
        let worker = try DealerSocket(in: context)
        try client.connect(front.bind(anyInproc()))
        try worker.connect(back.bind(anyInproc()))
        let running = RunningProxy(try Proxy(frontend: front, backend: back), .suspended)
        for message: Message in [["me", "1"], ["nobody", "2"], ["me", "3"]] { try await worker.send(message) }
        #expect(try await client.receive(timeout: .seconds(60)) == "1")
        #expect(try await client.receive(timeout: .seconds(60)) == "3")
        try await running.stop()
        #expect(running.proxy.statistics.backend.messagesReceived == 3)
        #expect(running.proxy.statistics.frontend.messagesSent == 2)
    }
}
