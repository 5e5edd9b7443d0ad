/// What most messages do not have, or share with others: several frames, and the peer they came from.
///
/// Safety: changed only by a message that is the only one to refer to it. So nobody reads meanwhile, and the
/// run-time check for overlapping accesses, which would cost every message, can be left out.
final class MessageExtras: @unchecked Sendable {
    @exclusivity(unchecked) private var all: [Frame]?

    /// The peer that sent the message; nil for a message made here.
    let peer: Peer?

    /// What messages of one frame from the same peer share, if that is known.
    let ofSingles: MessageExtras?

    init(frames: [Frame]?, peer: Peer?) {
        unsafe all = frames
        self.peer = peer
        ofSingles = nil
    }

    /// What a message of several frames from a peer has, whose messages of one frame share `ofSingles`.
    init(frames: [Frame], ofSingles: MessageExtras) {
        unsafe all = frames
        peer = ofSingles.peer
        self.ofSingles = ofSingles
    }

    /// All frames of a message that does not have exactly one: none, or at least two. Nil for one frame, which is
    /// in the message itself.
    var frames: [Frame]? {
        @inline(__always) get { unsafe all }
    }

    /// Adds a frame. Only for the one message that refers to this.
    func append(_ frame: Frame) {
        unsafe all?.append(frame)
    }

    /// Replaces a frame. Only for the one message that refers to this.
    func replace(at index: Int, with frame: Frame) {
        unsafe all?[index] = frame
    }
}
