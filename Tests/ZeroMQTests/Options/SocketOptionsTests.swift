import Testing
import ZMQReactor
import ZeroMQ

@Suite struct SocketOptionsTests {
    // libzmq's defaults, but for linger and IPv6.
    @Test func `the defaults are the documented ones`() {
        let options = SocketOptions()
        #expect(options.linger == .automatic)
        #expect(options.sendHighWaterMark == 1000)
        #expect(options.receiveHighWaterMark == 1000)
        #expect(options.sendTimeout == nil)
        #expect(options.maximumMessageBytes == nil)
        #expect(options.handshakeTimeout == .seconds(30))
        #expect(options.heartbeat == nil)
        #expect(options.reconnect.interval == .milliseconds(100))
        #expect(options.reconnect.isEnabled && !options.reconnect.afterProtocolErrors)
        #expect(options.network.backlog == 100)
        #expect(options.network.ipv6)
        #expect(options.allowsZMTP2 && !options.allowsZMTP1)
        #expect(options.router.onDuplicateIdentity == .reject)
    }

    @Test func `any subset can be named, and none means no linger`() {
        let options = SocketOptions(linger: .none, sendHighWaterMark: 10)
        #expect(options.linger == Linger.none)
        #expect(options.sendHighWaterMark == 10)
        #expect(options.receiveHighWaterMark == 1000)
    }

    @Test(arguments: SocketType.allCases)
    func `the defaults are legal for every type, and linger is resolved for it`(type: SocketType) throws {
        let sendsOnlySubscriptions = type == .sub || type == .xsub
        let expected: Linger = sendsOnlySubscriptions ? .none : .whileProgressing(giveUpAfter: .seconds(1))
        #expect(try SocketOptions().validated(for: type).linger == expected)
        #expect(try SocketOptions(linger: .forever).validated(for: type).linger == .forever)
    }

    @Test func `a handshake timeout of zero is none`() throws {
        #expect(try SocketOptions(handshakeTimeout: .zero).validated(for: .pair).handshakeTimeout == nil)
    }

    @Test(arguments: [
        ("sendHighWaterMark", SocketOptions(sendHighWaterMark: -1)),
        ("receiveHighWaterMark", SocketOptions(receiveHighWaterMark: .max)),
        ("sendHighWaterBytes", SocketOptions(sendHighWaterBytes: 0)),
        ("receiveHighWaterBytes", SocketOptions(receiveHighWaterBytes: -1)),
        ("maximumMessageBytes", SocketOptions(maximumMessageBytes: -1)),
        ("linger", SocketOptions(linger: .upTo(.seconds(-1)))),
        ("linger", SocketOptions(linger: .whileProgressing(giveUpAfter: .seconds(Int64.max)))),
        ("sendTimeout", SocketOptions(sendTimeout: .nanoseconds(-1))),
        ("receiveTimeout", SocketOptions(receiveTimeout: .seconds(Int64.max))),
        ("handshakeTimeout", SocketOptions(handshakeTimeout: .seconds(-1))),
        ("routingID", SocketOptions(routingID: "")),
        ("routingID", SocketOptions(routingID: Frame([0, 1]))),
        ("routingID", SocketOptions(routingID: Frame(repeatElement(1, count: 256)))),
        ("metadata", SocketOptions(metadata: ["Name": "no prefix"])),
        ("metadata", SocketOptions(metadata: ["X-": "no name"])),
        ("metadata", SocketOptions(metadata: ["X-a b": "a space"])),
        ("metadata", SocketOptions(metadata: ["X-ß": "not ASCII"])),
        ("metadata", SocketOptions(metadata: ["X-a": "1", "x-A": "2"])),
        ("metadata", SocketOptions(metadata: ["X-" + String(repeating: "n", count: 254): ""])),
        ("heartbeat.interval", SocketOptions(heartbeat: HeartbeatPolicy(interval: .zero))),
        (
            "heartbeat.timeToLive",
            SocketOptions(
                heartbeat: HeartbeatPolicy(interval: .seconds(1), timeToLive: .milliseconds(6_553_501)))
        ),
        ("reconnect.interval", SocketOptions(reconnect: ReconnectPolicy(interval: .zero))),
        (
            "reconnect.maximumInterval",
            SocketOptions(reconnect: ReconnectPolicy(maximumInterval: .milliseconds(99)))
        ),
        ("reconnect.jitter", SocketOptions(reconnect: ReconnectPolicy(jitter: .nan))),
        ("reconnect.jitter", SocketOptions(reconnect: ReconnectPolicy(jitter: 1.5))),
        ("network.backlog", SocketOptions(network: NetworkOptions(backlog: -1))),
        ("network.sendBufferBytes", SocketOptions(network: NetworkOptions(sendBufferBytes: 0))),
        ("network.ipcMode", SocketOptions(network: NetworkOptions(ipcMode: 0o1000))),
        ("network.tcpUserTimeout", SocketOptions(network: NetworkOptions(tcpUserTimeout: .zero))),
        ("network.connectTimeout", SocketOptions(network: NetworkOptions(connectTimeout: .zero))),
        (
            "network.keepAlive.count",
            SocketOptions(network: NetworkOptions(keepAlive: KeepAlivePolicy(count: 128)))
        ),
    ])
    func `a value out of range is refused by the option's name`(name: String, options: SocketOptions) {
        let error = #expect(throws: ZMQError.self) { try options.validated(for: .router) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.reason.hasPrefix("the option \(name) is ") == true)
        #expect(error?.remedy?.hasPrefix("use ") == true)
    }

    @Test func `the ends of the ranges are legal`() throws {
        var options = SocketOptions(
            linger: .upTo(.zero), sendHighWaterMark: 0, receiveHighWaterMark: Int(Int32.max),
            sendTimeout: .zero, routingID: Frame(repeatElement(255, count: 255)),
            metadata: ["X-" + String(repeating: "n", count: 253): "", "x-lower_case.+1": "ok"],
            maximumMessageBytes: .max,
            heartbeat: HeartbeatPolicy(
                interval: .milliseconds(1), timeToLive: HeartbeatPolicy.maximumTimeToLive))
        options.network.ipcMode = 0o777
        options.reconnect.maximumInterval = options.reconnect.interval
        try options.validated(for: .dealer)
    }

    @Test(arguments: [
        (SocketOptions(conflate: true), "conflate", [SocketType.dealer, .pull, .push, .pub, .sub]),
        (SocketOptions(probeRouter: true), "probeRouter", [.req, .dealer, .router]),
        (SocketOptions(request: RequestOptions(correlates: true)), "request.correlates", [.req]),
        (SocketOptions(request: RequestOptions(isRelaxed: true)), "request.isRelaxed", [.req]),
        (SocketOptions(router: RouterOptions(mandatory: true)), "router.mandatory", [.router]),
        (
            SocketOptions(router: RouterOptions(onDuplicateIdentity: .takeOver)),
            "router.onDuplicateIdentity", [.router]
        ),
        (
            SocketOptions(publisher: PublisherOptions(verbosity: .everything)), "publisher.verbosity",
            [.xpub]
        ),
        (SocketOptions(publisher: PublisherOptions(manual: true)), "publisher.manual", [.xpub]),
        (SocketOptions(publisher: PublisherOptions(noDrop: true)), "publisher.noDrop", [.pub, .xpub]),
        (
            SocketOptions(publisher: PublisherOptions(welcomeMessage: [1])), "publisher.welcomeMessage",
            [.pub, .xpub]
        ),
        (SocketOptions(invertMatching: true), "invertMatching", [.pub, .xpub, .sub]),
        (SocketOptions(onlyFirstSubscribe: true), "onlyFirstSubscribe", [.xpub, .xsub]),
    ])
    func `an option is refused by the types that have no use for it`(
        options: SocketOptions, name: String, types: [SocketType]
    ) throws {
        for type in SocketType.allCases {
            if types.contains(type) {
                try options.validated(for: type)
            } else {
                let error = #expect(throws: ZMQError.self) { try options.validated(for: type) }
                #expect(error?.reason.contains("\(name) is") == true)
                #expect(error?.operation.contains(type.name) == true)
            }
        }
        let context = #expect(throws: ZMQError.self) {
            try ContextOptions(socketDefaults: options).validated()
        }
        #expect(context?.reason.contains(name) == true)
    }
}
