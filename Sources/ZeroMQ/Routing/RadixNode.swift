/// Where the parts of one node of a `RadixArena` are, decoded from its header.
///
/// A node is a run of 32-bit words: header, value number, label bytes, child bytes, child references. The
/// label and the child bytes are padded to whole words. A wide node has no child bytes: it has one reference
/// per byte.
struct RadixNode {
    /// Labels longer than this are cut into a chain of nodes, so that splitting and merging move few bytes.
    static let maximumLabelCount = 240
    /// The largest number of children that are searched by their bytes; a node with more is wide.
    static let maximumNarrowCapacity = 32
    static let wideCapacity = 256
    static let maximumWordCount = 2 + (maximumLabelCount + 3) / 4 + wideCapacity

    let start: Int
    let header: UInt32

    init(start: Int, header: UInt32) {
        self.start = start
        self.header = header
    }

    init(start: Int, labelCount: Int, childCount: Int, capacity: Int) {
        self.start = start
        header = UInt32(labelCount) | UInt32(childCount) << 8 | UInt32(capacity) << 17
    }

    var labelCount: Int { Int(header & 0xff) }
    var childCount: Int { Int(header >> 8 & 0x1ff) }
    var capacity: Int { Int(header >> 17) }
    var isWide: Bool { capacity == Self.wideCapacity }

    /// The word that holds one plus the number of the node's value, or zero.
    var valueWord: Int { start + 1 }
    var labelWord: Int { start + 2 }
    var childBytesWord: Int { labelWord + (labelCount + 3) / 4 }
    var childrenWord: Int { childBytesWord + (isWide ? 0 : (capacity + 3) / 4) }
    var end: Int { childrenWord + capacity }
    var wordCount: Int { end - start }

    func withChildCount(_ childCount: Int) -> RadixNode {
        RadixNode(start: start, labelCount: labelCount, childCount: childCount, capacity: capacity)
    }
}
