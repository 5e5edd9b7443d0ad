/// What sockets exchange: one or more frames that travel together, whole or not at all.
///
/// A value. Most messages have one frame and then need no memory of their own. Literals make messages:
/// `"World"` has one frame, `["topic", "body"]` has two.
///
/// A received message also knows which `peer` it came from.
public struct Message: Sendable {
    /// The frame of a message that has exactly one, or one behind the front of its extras.
    private(set) var single: Frame

    /// Further frames, and the sender. Nil for a message of one frame made here; the messages of one frame from
    /// one peer share theirs.
    private var extras: MessageExtras?

    /// Makes a message without frames, to append to. A message needs a frame to be sent.
    public init() {
        single = Frame()
        extras = MessageExtras(frames: [], peer: nil)
    }

    /// Makes a message of one frame.
    public init(_ frame: Frame) {
        single = frame
    }

    /// Makes a message of `frames`.
    public init(_ frames: some Sequence<Frame>) {
        self.init(all: Array(frames), peer: nil)
    }

    /// Makes a message of one frame with the UTF-8 bytes of `text`.
    public init(_ text: some StringProtocol) {
        single = Frame(text)
    }

    /// Makes a message of one frame with `bytes`.
    public init(_ bytes: borrowing [UInt8]) {
        single = Frame(bytes)
    }

    /// Makes a message of one frame with `bytes`.
    public init(_ bytes: some Sequence<UInt8>) {
        single = Frame(bytes)
    }

    /// Makes a message of one frame with a copy of `bytes`.
    public init(copying bytes: RawSpan) {
        single = Frame(copying: bytes)
    }

    /// Makes a message of one frame that a peer has sent.
    @inline(__always)
    init(_ frame: Frame, from sender: MessageExtras?) {
        single = frame
        extras = sender
    }

    /// Makes a message of at least two frames that a peer has sent; behind the sender's front, if it has one.
    init(several frames: [Frame], from sender: MessageExtras) {
        single = Frame()
        if let front = sender.front, let ofSingles = sender.ofSingles {
            extras = MessageExtras(frames: [front] + frames, ofSingles: ofSingles)
        } else {
            extras = MessageExtras(frames: frames, ofSingles: sender)
        }
    }

    /// Makes a message of any number of frames.
    init(all frames: [Frame], peer: Peer?) {
        if frames.count == 1 {
            single = frames[0]
            extras = peer.map { MessageExtras(frames: nil, peer: $0) }
        } else {
            single = Frame()
            extras = MessageExtras(frames: frames, peer: peer)
        }
    }

    /// All frames of a message that does not have exactly one.
    private var several: [Frame]? {
        if let front { return [front, single] }
        return stored
    }

    /// The frames that are not in the message itself.
    @inline(__always)
    var stored: [Frame]? { extras?.frames }

    /// The frame in front of `single`, if there is one.
    @inline(__always)
    var front: Frame? { extras?.front }

    /// Calls `body` with the bytes of the first frame, whose reference count is not touched; nil without one.
    @inline(__always)
    func withFirstBytes<Result>(_ body: (RawSpan) -> Result) -> Result? {
        if let stored { return stored.first?.withBytes(body) }
        return (front ?? single).withBytes(body)
    }

    /// Whether the message has no frame at all.
    @inline(__always)
    var hasNone: Bool { stored?.isEmpty ?? false }

    /// The peer that sent the message; nil for a message made here.
    public internal(set) var peer: Peer? {
        get { extras?.peer }
        set { extras = MessageExtras(frames: several, peer: newValue) }
    }

    /// The text of the first frame; empty when there is no frame.
    public var text: String { first?.text ?? "" }

    /// The bytes of the first frame; empty when there is no frame.
    public var bytes: [UInt8] { first?.bytes ?? [] }

    /// The bytes of all frames together.
    @inline(__always)
    public var totalBytes: Int {
        guard let extras else { return single.count }
        if let front = extras.front { return front.count + single.count }
        return extras.frames?.reduce(0) { $0 + $1.count } ?? single.count
    }

    /// Adds a frame at the end.
    public mutating func append(_ frame: Frame) {
        if isKnownUniquelyReferenced(&extras), stored != nil, count > 1 {
            extras?.append(frame)
        } else {
            replaceAll(with: Array(self) + [frame])
        }
    }

    /// Adds a frame in front.
    public mutating func prepend(_ frame: Frame) {
        replaceAll(with: [frame] + Array(self))
    }

    /// Takes the first frame off and returns it; nil when there is none.
    @discardableResult
    public mutating func popFirst() -> Frame? {
        if let extras, let front = extras.front {
            self = Message(single, from: extras.ofSingles)
            return front
        }
        guard let frame = first else { return nil }
        replaceAll(with: Array(dropFirst()))
        return frame
    }

    /// The message without its first `count` frames.
    func without(first count: Int) -> Message {
        if count == endIndex - 1, let sender { return Message(self[count], from: sender) }
        return Message(all: Array(dropFirst(count)), peer: peer)
    }

    /// The message with `frame` in front.
    func behind(_ frame: Frame) -> Message {
        let all = several.map { [frame] + $0 } ?? [frame, single]
        guard let sender, all.count > 1 else { return Message(all: all, peer: peer) }
        return Message(several: all, from: sender)
    }

    /// What messages of one frame share that come from the same peer, if that is known.
    private var sender: MessageExtras? {
        guard let extras else { return nil }
        return extras.ofSingles ?? (extras.frames == nil ? extras : nil)
    }

    private mutating func replaceAll(with all: [Frame]) {
        self = Message(all: all, peer: peer)
    }
}

extension Message: RandomAccessCollection, MutableCollection {
    /// The index of the first frame: 0.
    public var startIndex: Int { 0 }

    /// The number of frames.
    public var endIndex: Int {
        guard let extras else { return 1 }
        return extras.front != nil ? 2 : extras.frames?.count ?? 1
    }

    /// The frame at `position`.
    ///
    /// How many frames a received message has is for its sender to decide, and must not stop this program. So a
    /// position outside the message reads as an empty frame, and setting it does nothing.
    public subscript(position: Int) -> Frame {
        get {
            if let front { return position == 0 ? front : position == 1 ? single : Frame() }
            guard let stored else { return position == 0 ? single : Frame() }
            return stored.indices.contains(position) ? stored[position] : Frame()
        }
        set {
            guard indices.contains(position) else { return }
            if let several {
                if !isKnownUniquelyReferenced(&extras) || front != nil {
                    extras = MessageExtras(frames: several, peer: peer)
                }
                extras?.replace(at: position, with: newValue)
            } else {
                single = newValue
            }
        }
    }
}

extension Message: ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
    /// Makes a message of one frame of a literal.
    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// Makes a message of the frames of a literal.
    public init(arrayLiteral elements: Frame...) {
        self.init(elements)
    }
}

extension Message: Hashable {
    /// Messages are equal when their frames are; whom they came from does not matter.
    public static func == (left: Message, right: Message) -> Bool {
        left.elementsEqual(right)
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        for frame in self { hasher.combine(frame) }
    }
}

extension Message: CustomStringConvertible {
    /// The frames' descriptions in brackets.
    public var description: String {
        "[" + map(\.description).joined(separator: " | ") + "]"
    }
}
