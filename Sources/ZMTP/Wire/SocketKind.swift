/// What a socket is, as far as its peer is told: the Socket-Type property and the type octet of ZMTP 2.0.
///
/// The raw value is the number that ZMTP 2.0 gives the type (V2-02), continued by libzmq's own numbers for the
/// types that came later; those never travel.
package enum SocketKind: UInt8, CaseIterable, Hashable, Sendable {
    case pair = 0
    case publisher = 1
    case subscriber = 2
    case request = 3
    case reply = 4
    case dealer = 5
    case router = 6
    case pull = 7
    case push = 8
    case xPublisher = 9
    case xSubscriber = 10
    case server = 12
    case client = 13
    case radio = 14
    case dish = 15
    case gather = 16
    case scatter = 17
    case peer = 19
    case channel = 20

    /// The value of the Socket-Type property.
    package var name: String {
        switch self {
        case .pair: "PAIR"
        case .publisher: "PUB"
        case .subscriber: "SUB"
        case .request: "REQ"
        case .reply: "REP"
        case .dealer: "DEALER"
        case .router: "ROUTER"
        case .pull: "PULL"
        case .push: "PUSH"
        case .xPublisher: "XPUB"
        case .xSubscriber: "XSUB"
        case .server: "SERVER"
        case .client: "CLIENT"
        case .radio: "RADIO"
        case .dish: "DISH"
        case .gather: "GATHER"
        case .scatter: "SCATTER"
        case .peer: "PEER"
        case .channel: "CHANNEL"
        }
    }

    /// Finds the kind with this name; upper case, compared exactly (META-08).
    package init?(name: String) {
        guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }

    /// The octet that presents this type to a ZMTP 2.0 peer; nil for types that 2.0 does not have. XPUB and XSUB
    /// present themselves as PUB and SUB (V2-03).
    package var version2Code: UInt8? {
        switch self {
        case .xPublisher: SocketKind.publisher.rawValue
        case .xSubscriber: SocketKind.subscriber.rawValue
        case .pair, .publisher, .subscriber, .request, .reply, .dealer, .router, .pull, .push: rawValue
        case .server, .client, .radio, .dish, .gather, .scatter, .peer, .channel: nil
        }
    }

    /// Reads the octet of a ZMTP 2.0 peer; libzmq's 9 and 10 for XPUB and XSUB count too (V2-03).
    package init?(version2Code: UInt8) {
        guard version2Code <= SocketKind.xSubscriber.rawValue else { return nil }
        self.init(rawValue: version2Code)
    }

    /// Whether the two types may talk to each other (TYPE-01).
    package func accepts(_ peer: SocketKind) -> Bool {
        switch self {
        case .request: peer == .reply || peer == .router
        case .reply: peer == .request || peer == .dealer
        case .dealer: peer == .reply || peer == .dealer || peer == .router
        case .router: peer == .request || peer == .dealer || peer == .router
        case .publisher, .xPublisher: peer == .subscriber || peer == .xSubscriber
        case .subscriber, .xSubscriber: peer == .publisher || peer == .xPublisher
        case .push: peer == .pull
        case .pull: peer == .push
        case .pair: peer == .pair
        case .client: peer == .server
        case .server: peer == .client
        case .radio: peer == .dish
        case .dish: peer == .radio
        case .scatter: peer == .gather
        case .gather: peer == .scatter
        case .peer: peer == .peer
        case .channel: peer == .channel
        }
    }

    /// Whether READY carries an Identity, even an empty one (META-09).
    package var sendsIdentity: Bool {
        self == .request || self == .dealer || self == .router
    }

    /// Whether the type has a use for SUBSCRIBE and CANCEL.
    package var takesSubscriptions: Bool {
        self == .publisher || self == .xPublisher
    }
}
