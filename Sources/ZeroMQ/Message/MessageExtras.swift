/// What most messages do not have, or share with others: several frames, and the peer they came from.
///
/// Safety: changed only by a message that is the only one to refer to it. So nobody reads meanwhile, and the
/// run-time check for overlapping accesses, which would cost every message, can be left out.
final class MessageExtras: @unchecked Sendable {
    @exclusivity(unchecked) private var all: [Frame]?

    /// A frame in front of the one that is in the message itself: the routing id of the peer. So the messages of one
    /// frame that a ROUTER receives from a peer share all they have besides that frame, and nothing is allocated for
    /// them. With that and the expected answer of `IdentityTable` a request and its reply take 2900 instructions of a
    /// ROUTER, and not 4900.
    let front: Frame?

    /// The peer that sent the message; nil for a message made here.
    let peer: Peer?

    /// What messages of one frame from the same peer share, if that is known.
    let ofSingles: MessageExtras?

    init(frames: [Frame]?, peer: Peer?) {
        unsafe all = frames
        front = nil
        self.peer = peer
        ofSingles = nil
    }

    /// What a message of several frames from a peer has, whose messages of one frame share `ofSingles`.
    init(frames: [Frame], ofSingles: MessageExtras) {
        unsafe all = frames
        front = nil
        peer = ofSingles.peer
        self.ofSingles = ofSingles
    }

    /// What the messages of one frame from a peer share behind `front`.
    init(front: Frame, ofSingles: MessageExtras) {
        unsafe all = nil
        self.front = front
        peer = ofSingles.peer
        self.ofSingles = ofSingles
    }

    /// All frames of a message that does not have exactly one: none, or at least two. Nil for one frame, which is
    /// in the message itself, and for one behind `front`.
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
