/// The nodes of a compressed radix tree over bytes, in one array of 32-bit words.
///
/// A node is named by the index of its first word; zero names none. A slot is a word that holds such a name:
/// word 0 is the root's slot, every other slot lies in a parent. Nodes move when they change size, so only
/// slots are remembered between steps. The byte that leads to a child is kept in the parent and is not part
/// of the child's label. Every operation is a loop: keys are remote input and may be thousands of levels
/// deep.
struct RadixArena {
    var words: [UInt32] = [0]
    /// The first free run of each word count; runs of one size are linked through their first word.
    private var freeRuns: [UInt32] = []
    private(set) var freeWordCount = 0

    /// Whether more than half of the words are free: by then enough was removed to pay for compacting.
    var wantsCompaction: Bool { freeWordCount > 256 && freeWordCount > words.count / 2 }

    func node(_ start: Int) -> RadixNode {
        RadixNode(start: start, header: words[start])
    }

    /// The node that the given slot refers to, which must not be empty.
    func node(inSlot slot: Int) -> RadixNode {
        node(Int(words[slot]))
    }

    /// Makes a node without value and children: every word but the header is zero.
    mutating func allocate(labelCount: Int, capacity: Int) -> RadixNode {
        let size = RadixNode(start: 0, labelCount: labelCount, childCount: 0, capacity: capacity).wordCount
        var start = words.count
        if let free = reuseRun(of: size) {
            start = free
            for index in free..<(free + size) { words[index] = 0 }
        } else {
            words.append(contentsOf: repeatElement(0, count: size))
        }
        let node = RadixNode(start: start, labelCount: labelCount, childCount: 0, capacity: capacity)
        words[start] = node.header
        return node
    }

    private mutating func reuseRun(of size: Int) -> Int? {
        guard !freeRuns.isEmpty, freeRuns[size] != 0 else { return nil }
        let start = Int(freeRuns[size])
        freeRuns[size] = words[start]
        freeWordCount -= size
        return start
    }

    mutating func release(_ node: RadixNode) {
        if freeRuns.isEmpty {
            freeRuns = Array(repeating: 0, count: RadixNode.maximumWordCount + 1)
        }
        let size = node.wordCount
        words[node.start] = freeRuns[size]
        freeRuns[size] = UInt32(node.start)
        freeWordCount += size
    }

    /// Copies the nodes, each before its descendants and next to them, into a new array without free words.
    ///
    /// - Parameter renumber: gives the new number of a value; it is called once for each value.
    mutating func compact(_ renumber: (UInt32) -> UInt32) {
        var packed: [UInt32] = [words[0]]
        packed.reserveCapacity(words.count - freeWordCount)
        var slots = [0]
        while let slot = slots.popLast() {
            guard packed[slot] != 0 else { continue }
            let old = node(Int(packed[slot]))
            let new = RadixNode(start: packed.count, header: old.header)
            packed[slot] = UInt32(new.start)
            packed.append(contentsOf: words[old.start..<old.end])
            if packed[new.valueWord] != 0 {
                packed[new.valueWord] = 1 + renumber(packed[new.valueWord] - 1)
            }
            slots.append(contentsOf: new.childrenWord..<new.end)
        }
        words = packed
        freeRuns = []
        freeWordCount = 0
    }
}
