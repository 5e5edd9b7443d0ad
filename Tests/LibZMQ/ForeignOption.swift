/// A socket option, with libzmq's number (`zmq.h`). Any other number may be used as well.
package struct ForeignOption: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int32

    package init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ rawValue: Int32) {
        self.rawValue = rawValue
    }

    package static let routingIdentity = Self(5)
    package static let subscribe = Self(6)
    package static let unsubscribe = Self(7)
    package static let linger = Self(17)
    package static let reconnectInterval = Self(18)
    package static let reconnectIntervalMaximum = Self(21)
    /// A 64-bit integer.
    package static let maximumMessageSize = Self(22)
    package static let sendHighWaterMark = Self(23)
    package static let receiveHighWaterMark = Self(24)
    /// Milliseconds.
    package static let receiveTimeout = Self(27)
    /// Milliseconds.
    package static let sendTimeout = Self(28)
    /// Text; can only be read.
    package static let lastEndpoint = Self(32)
    package static let routerMandatory = Self(33)
    package static let immediate = Self(39)
    package static let xPublisherVerbose = Self(40)
    package static let ipv6 = Self(42)
    /// Can only be read: 0 NULL, 1 PLAIN, 2 CURVE.
    package static let mechanism = Self(43)
    package static let plainServer = Self(44)
    package static let plainUsername = Self(45)
    package static let plainPassword = Self(46)
    package static let curveServer = Self(47)
    package static let curvePublicKey = Self(48)
    package static let curveSecretKey = Self(49)
    package static let curveServerKey = Self(50)
    package static let probeRouter = Self(51)
    package static let requestCorrelate = Self(52)
    package static let requestRelaxed = Self(53)
    package static let conflate = Self(54)
    package static let zapDomain = Self(55)
    package static let routerHandover = Self(56)
    package static let handshakeInterval = Self(66)
    package static let xPublisherNoDrop = Self(69)
    package static let xPublisherManual = Self(71)
    package static let xPublisherWelcomeMessage = Self(72)
    package static let invertMatching = Self(74)
    package static let heartbeatInterval = Self(75)
    package static let heartbeatTimeToLive = Self(76)
    package static let heartbeatTimeout = Self(77)
    package static let xPublisherVerboser = Self(78)
}
