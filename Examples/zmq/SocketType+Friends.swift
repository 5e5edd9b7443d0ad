import ZeroMQ

extension SocketType {
    /// The types it talks to, the most usual first.
    var friends: [SocketType] {
        switch self {
        case .pair: [.pair]
        case .pub, .xpub: [.sub, .xsub]
        case .sub, .xsub: [.pub, .xpub]
        case .req: [.rep, .router]
        case .rep: [.req, .dealer]
        case .dealer: [.router, .rep, .dealer]
        case .router: [.dealer, .req, .router]
        case .pull: [.push]
        case .push: [.pull]
        }
    }

    /// As what one can watch a peer of this type without taking a message that is meant for others; nil when that
    /// cannot be.
    var harmlessCompany: SocketType? {
        switch self {
        // Who subscribes to nothing gets nothing.
        case .pub, .xpub: .sub
        // These send only what they are asked for.
        case .rep, .router: .req
        // Towards these, nothing is sent.
        case .sub, .xsub: .pub
        case .pull: .push
        case .pair, .req, .dealer, .push: nil
        }
    }
}
