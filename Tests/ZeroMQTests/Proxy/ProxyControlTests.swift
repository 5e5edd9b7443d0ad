import Testing
import ZeroMQ

@Suite struct ProxyControlTests {
    let context = Context()
    let source: PushSocket
    let front: PullSocket
    let back: PushSocket
    let sink: PullSocket
    let proxy: Proxy

    init() throws {
        source = try PushSocket(in: context)
        front = try PullSocket(in: context)
        back = try PushSocket(in: context)
        sink = try PullSocket(in: context)
        try source.connect(front.bind(anyInproc()))
        try sink.connect(back.bind(anyInproc()))
        proxy = try Proxy(frontend: front, backend: back)
    }

    @Test(arguments: ProxyForm.allCases)
    func `a paused proxy forwards nothing until it goes on`(form: ProxyForm) async throws {
        #expect(proxy.state == .idle)
        let running = RunningProxy(proxy, form)
        try await source.send("1")
        #expect(try await sink.receive(timeout: .seconds(60)) == "1")
        #expect(proxy.state == .running)
        for _ in 0..<3 {
            proxy.pause()
            try await reaches("the pause") { proxy.state == .paused }
            for number in 0..<5 { try await source.send("\(number)") }
            #expect(try sink.tryReceive() == nil)
            #expect(front.statistics.queuedToReceive >= 5)
            proxy.resume()
            for number in 0..<5 {
                #expect(try await sink.receive(timeout: .seconds(60)).text == "\(number)")
            }
        }
        try await running.stop()
        #expect(proxy.state == .terminated)
    }

    @Test(arguments: ProxyForm.allCases)
    func `a proxy that was paused before it runs begins paused`(form: ProxyForm) async throws {
        proxy.pause()
        try await source.send("1")
        let running = RunningProxy(proxy, form)
        try await reaches("the pause") { proxy.state == .paused }
        #expect(try sink.tryReceive() == nil)
        proxy.resume()
        #expect(try await sink.receive(timeout: .seconds(60)) == "1")
        try await running.stop()
    }

    @Test(arguments: ProxyForm.allCases, [false, true])
    func `a proxy can be terminated while it runs, and while it pauses`(
        form: ProxyForm, isPaused: Bool
    ) async throws {
        let running = RunningProxy(proxy, form)
        if isPaused { proxy.pause() }
        try await reaches("the start") { proxy.state == (isPaused ? .paused : .running) }
        try await running.stop()
        #expect(proxy.state == .terminated)
        // It forwards no more, and a later run ends at once.
        proxy.resume()
        try await source.send("1")
        try await RunningProxy(proxy, form).end()
        #expect(try sink.tryReceive() == nil)
        #expect(try await front.receive(timeout: .seconds(60)) == "1")
    }

    @Test(arguments: ProxyForm.allCases)
    func `a proxy that is terminated before it runs ends at once`(form: ProxyForm) async throws {
        proxy.terminate()
        #expect(proxy.state == .terminated)
        try await RunningProxy(proxy, form).end()
    }

    @Test func `a cancelled proxy ends, loses nothing and can run again`() async throws {
        for round in 0..<20 {
            let run = Task { try await proxy.run() }
            for number in 0..<50 { try await source.send("\(round).\(number)") }
            run.cancel()
            let error = await #expect(throws: ZMQError.self) { try await run.value }
            #expect(error?.code == .cancelled)
            #expect(proxy.state == .idle)
        }
        let running = RunningProxy(proxy, .suspended)
        for round in 0..<20 {
            for number in 0..<50 {
                #expect(try await sink.receive(timeout: .seconds(60)).text == "\(round).\(number)")
            }
        }
        try await running.stop()
    }

    @Test(arguments: ProxyForm.allCases)
    func `C-026 termination of the context ends a run`(form: ProxyForm) async throws {
        let running = RunningProxy(proxy, form)
        try await reaches("the start") { proxy.state == .running }
        await context.terminate()
        let error = await #expect(throws: ZMQError.self) { try await running.end() }
        #expect(error?.code == .contextTerminated)
    }

    @Test(arguments: ProxyForm.allCases)
    func `termination of the context ends a paused run`(form: ProxyForm) async throws {
        let running = RunningProxy(proxy, form)
        proxy.pause()
        try await reaches("the pause") { proxy.state == .paused }
        await context.terminate()
        let error = await #expect(throws: ZMQError.self) { try await running.end() }
        #expect(error?.code == .contextTerminated)
    }

    @Test(arguments: ProxyForm.allCases, [true, false])
    func `a closed socket ends a run`(form: ProxyForm, isFrontend: Bool) async throws {
        let running = RunningProxy(proxy, form)
        try await reaches("the start") { proxy.state == .running }
        if isFrontend { front.close() } else { back.close() }
        let error = await #expect(throws: ZMQError.self) { try await running.end() }
        #expect(error?.code == .socketClosed)
    }

    @Test func `a proxy is run by one at a time`() async throws {
        let running = RunningProxy(proxy, .suspended)
        try await reaches("the start") { proxy.state == .running }
        let error = await #expect(throws: ZMQError.self) { try await proxy.run() }
        #expect(error?.code == .wrongState)
        #expect(proxy.state == .running)
        try await running.stop()
    }

    @Test func `a proxy keeps its sockets open`() async throws {
        var proxy: Proxy? = try {
            let front = try PullSocket(in: context)
            let back = try PushSocket(in: context)
            return try Proxy(frontend: front, backend: back, capture: PublisherSocket(in: context))
        }()
        #expect(context.socketCount == 7)
        proxy = nil
        #expect(context.socketCount == 4)
        _ = proxy
    }

    @Test func `the statistics count messages and bytes of each side`() async throws {
        let left = try PairSocket(in: context)
        let right = try PairSocket(in: context)
        let one = try PairSocket(in: context)
        let other = try PairSocket(in: context)
        try one.connect(left.bind(anyInproc()))
        try other.connect(right.bind(anyInproc()))
        let running = RunningProxy(try Proxy(frontend: left, backend: right), .suspended)
        for _ in 0..<3 { try await one.send(["12345", "67"]) }
        for _ in 0..<2 { try await other.send("abc") }
        for _ in 0..<3 { _ = try await other.receive(timeout: .seconds(60)) }
        for _ in 0..<2 { _ = try await one.receive(timeout: .seconds(60)) }
        try await running.stop()
        let statistics = running.proxy.statistics
        #expect(statistics.frontend.messagesReceived == 3)
        #expect(statistics.frontend.bytesReceived == 21)
        #expect(statistics.frontend.messagesSent == 2)
        #expect(statistics.frontend.bytesSent == 6)
        #expect(statistics.backend.messagesReceived == 2)
        #expect(statistics.backend.bytesReceived == 6)
        #expect(statistics.backend.messagesSent == 3)
        #expect(statistics.backend.bytesSent == 21)
    }
}
