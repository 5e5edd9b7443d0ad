extension SocketType {
    /// Makes what gives a socket of this type its behaviour.
    func makePattern(_ options: SocketOptions) -> sending any SocketPattern {
        switch self {
        case .pair: PairPattern()
        case .pub, .xpub: PublisherPattern(self, options)
        case .sub, .xsub: SubscriberPattern(self, options)
        case .req: RequestPattern(options.request)
        case .rep: ReplyPattern(duplicates: options.router.onDuplicateIdentity)
        case .dealer: DealerPattern()
        case .router: RouterPattern(options.router)
        case .pull: PullPattern()
        case .push: PushPattern()
        }
    }

    /// Whether a message is followed by waiting for an answer, so that it should leave with its sender.
    var isLockStep: Bool { self == .req || self == .rep }

    /// Whether a second connect to the same endpoint changes nothing (SOCK-15).
    var connectsOncePerEndpoint: Bool {
        switch self {
        case .dealer, .sub, .pub, .req: true
        case .pair, .rep, .router, .pull, .push, .xpub, .xsub: false
        }
    }

    /// Whether a message is for certain peers only, so that who sends another may find room where one waits.
    var choosesReceivers: Bool {
        switch self {
        case .router, .pub, .xpub: true
        case .pair, .sub, .req, .rep, .dealer, .pull, .push, .xsub: false
        }
    }

    /// Whether peers are told the routing id (META-09).
    var tellsIdentity: Bool {
        switch self {
        case .req, .dealer, .router: true
        case .pair, .pub, .sub, .rep, .pull, .push, .xpub, .xsub: false
        }
    }

    /// Whether what is sent may be subscriptions.
    var sendsSubscriptions: Bool { self == .sub || self == .xsub }
}

extension ZMQError {
    static func cannotSend(_ type: SocketType) -> ZMQError {
        ZMQError(.notSupported, operation: "send", reason: "a \(type) socket only receives")
    }

    static func cannotReceive(_ type: SocketType) -> ZMQError {
        ZMQError(.notSupported, operation: "receive", reason: "a \(type) socket only sends")
    }
}
