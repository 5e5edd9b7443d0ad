/// What sockets exchange: one or more frames that travel together, whole or not at all.
///
/// A value. Most messages have one frame and then need no memory of their own. Literals make messages:
/// `"World"` has one frame, `["topic", "body"]` has two.
///
/// A received message also knows which `peer` it came from.
public struct Message: Sendable {
    /// The frame of a message that has exactly one.
    private(set) var single: Frame

    /// All frames of a message that has several.
    private(set) var several: [Frame] = []

    /// Whether the message has no frame at all.
    private(set) var hasNone = false

    /// The peer that sent the message; nil for a message made here.
    public internal(set) var peer: Peer?

    /// Makes a message without frames, to append to. A message needs a frame to be sent.
    public init() {
        single = Frame()
        hasNone = true
    }

    /// Makes a message of one frame.
    public init(_ frame: Frame) {
        single = frame
    }

    /// Makes a message of `frames`.
    public init(_ frames: some Sequence<Frame>) {
        self.init()
        for frame in frames { append(frame) }
    }

    /// Makes a message of one frame with the UTF-8 bytes of `text`.
    public init(_ text: some StringProtocol) {
        single = Frame(text)
    }

    /// Makes a message of one frame with `bytes`.
    public init(_ bytes: some Sequence<UInt8>) {
        single = Frame(bytes)
    }

    /// Makes a message of at least two frames.
    init(several frames: [Frame]) {
        single = Frame()
        several = frames
    }

    /// The text of the first frame; empty when there is no frame.
    public var text: String { first?.text ?? "" }

    /// The bytes of the first frame; empty when there is no frame.
    public var bytes: [UInt8] { first?.bytes ?? [] }

    /// The bytes of all frames together.
    public var totalBytes: Int {
        several.isEmpty ? single.count : several.reduce(0) { $0 + $1.count }
    }

    /// Adds a frame at the end.
    public mutating func append(_ frame: Frame) {
        if hasNone {
            single = frame
            hasNone = false
        } else if several.isEmpty {
            several = [single, frame]
            single = Frame()
        } else {
            several.append(frame)
        }
    }

    /// Adds a frame in front.
    public mutating func prepend(_ frame: Frame) {
        replaceAll(with: [frame] + Array(self))
    }

    /// Takes the first frame off and returns it; nil when there is none.
    @discardableResult
    public mutating func popFirst() -> Frame? {
        guard let frame = first else { return nil }
        replaceAll(with: Array(dropFirst()))
        return frame
    }

    /// The message without its first `count` frames.
    func without(first count: Int) -> Message {
        var rest = Message(dropFirst(count))
        rest.peer = peer
        return rest
    }

    /// The message with `frame` in front.
    func behind(_ frame: Frame) -> Message {
        var whole = Message()
        whole.replaceAll(with: [frame] + Array(self))
        whole.peer = peer
        return whole
    }

    private mutating func replaceAll(with all: [Frame]) {
        hasNone = all.isEmpty
        if all.count == 1, let frame = all.first {
            single = frame
            several = []
        } else {
            single = Frame()
            several = all
        }
    }
}

extension Message: RandomAccessCollection, MutableCollection {
    /// The index of the first frame: 0.
    public var startIndex: Int { 0 }

    /// The number of frames.
    public var endIndex: Int { hasNone ? 0 : Swift.max(several.count, 1) }

    /// The frame at `position`.
    ///
    /// How many frames a received message has is for its sender to decide, and must not stop this program. So a
    /// position outside the message reads as an empty frame, and setting it does nothing.
    public subscript(position: Int) -> Frame {
        get {
            guard indices.contains(position) else { return Frame() }
            return several.isEmpty ? single : several[position]
        }
        set {
            guard indices.contains(position) else { return }
            if several.isEmpty { single = newValue } else { several[position] = newValue }
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
