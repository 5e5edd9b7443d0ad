import LibZMQ
import Testing
import ZeroMQ

/// Which socket types are connected, which of them is ours, who binds, and over what.
struct Pairing: Sendable, CustomTestStringConvertible {
    let ours: SocketType
    let theirs: SocketType
    let weBind: Bool
    let transport: WireTransport

    var testDescription: String {
        weBind
            ? "our \(ours) bound, their \(theirs) connected, \(transport)"
            : "their \(theirs) bound, our \(ours) connected, \(transport)"
    }

    /// Every type that `ours` may talk to (TYPE-01).
    static func partners(of ours: SocketType) -> [SocketType] {
        switch ours {
        case .pair: [.pair]
        case .pub, .xpub: [.sub, .xsub]
        case .sub, .xsub: [.pub, .xpub]
        case .req: [.rep, .router]
        case .rep: [.req, .dealer]
        case .dealer: [.rep, .dealer, .router]
        case .router: [.req, .dealer, .router]
        case .pull: [.push]
        case .push: [.pull]
        }
    }

    /// All legal pairs in both roles over all transports that two libraries can share.
    static let legal: [Pairing] = all { ours, theirs in partners(of: ours).contains(theirs) }

    /// All pairs that must refuse each other, over tcp.
    static let illegal: [Pairing] = all { ours, theirs in !partners(of: ours).contains(theirs) }
        .filter { $0.transport == .tcp }

    private static func all(where isWanted: (SocketType, SocketType) -> Bool) -> [Pairing] {
        var found: [Pairing] = []
        for ours in SocketType.allCases {
            for theirs in SocketType.allCases where isWanted(ours, theirs) {
                for transport in WireTransport.shared {
                    for weBind in [true, false] {
                        found.append(
                            Pairing(ours: ours, theirs: theirs, weBind: weBind, transport: transport))
                    }
                }
            }
        }
        return found
    }
}

extension SocketType {
    /// The same type of libzmq.
    func foreign() throws -> ForeignSocketType {
        try #require(ForeignSocketType(rawValue: Int32(rawValue)))
    }
}
