/// What happens, when a socket closes, to messages that were accepted but not yet handed to the network.
///
/// libzmq: ZMQ_LINGER, whose default of -1 is ``forever``. Whatever is chosen, closing reports how many
/// messages were not sent.
public enum Linger: Hashable, Sendable {
    /// What suits the socket type, the default: ``none`` for SUB and XSUB, which send only subscriptions,
    /// `whileProgressing()` for the rest.
    case automatic

    /// Drop them at once (0 in libzmq).
    case none

    /// Go on sending for at most this long, then drop the rest; 0 is the same as ``none``.
    case upTo(Duration)

    /// Go on sending as long as bytes move, and give up after this long without any progress; 1 s unless
    /// told.
    ///
    /// A slow peer gets everything; a peer that is gone, or that never came, does not keep the program from
    /// ending.
    case whileProgressing(giveUpAfter: Duration = .seconds(1))

    /// Go on until all is sent, even if no peer ever comes (-1 in libzmq).
    case forever

    /// The choice for `type`: itself, unless it is ``automatic``.
    package func resolved(for type: SocketType) -> Linger {
        guard self == .automatic else { return self }
        switch type {
        case .sub, .xsub: return .none
        case .pair, .pub, .req, .rep, .dealer, .router, .pull, .push, .xpub: return .whileProgressing()
        }
    }
}
