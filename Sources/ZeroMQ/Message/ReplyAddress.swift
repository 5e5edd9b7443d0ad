/// Where a reply has to go: the routing ids that ROUTER sockets have put in front of a request on its way, the
/// nearest hop first.
///
/// A value to be kept, compared, and used as a key. Ids that routers make up are binary; the description shows them
/// in hexadecimal.
public struct ReplyAddress: Hashable, Sendable {
    /// The routing ids, the nearest hop first.
    public let hops: [Frame]

    /// Makes an address of routing ids, the nearest hop first.
    public init(_ hops: some Sequence<Frame>) {
        self.hops = Array(hops)
    }

    /// Makes an address of routing ids, the nearest hop first: `ReplyAddress("peer")`.
    public init(_ hops: Frame...) {
        self.hops = hops
    }

    /// The routing id of the nearest hop, the peer that the message came from; nil for an address without any.
    public var nearest: Frame? { hops.first }
}

extension ReplyAddress: CustomStringConvertible {
    /// The routing ids, the nearest hop first.
    public var description: String {
        hops.map(\.description).joined(separator: " > ")
    }
}
