extension RadixArena {
    /// Takes the value number off a node and removes the nodes that are needed no more.
    mutating func remove(_ place: Place) {
        let node = node(inSlot: place.slot)
        words[node.valueWord] = 0
        guard node.childCount == 0 else {
            mergeWithOnlyChild(slot: place.slot)
            return
        }
        guard let anchorSlot = place.anchorSlot else {
            releaseChain(from: 0)
            return
        }
        guard let slot = childSlot(of: self.node(inSlot: anchorSlot), for: place.anchorByte) else { return }
        releaseChain(from: slot)
        removeChild(for: place.anchorByte, inSlot: slot, ofSlot: anchorSlot)
        mergeWithOnlyChild(slot: anchorSlot)
    }

    /// Empties a slot whose node and all below have no value, and one child or none.
    private mutating func releaseChain(from slot: Int) {
        var start = Int(words[slot])
        words[slot] = 0
        while start != 0 {
            let node = node(start)
            start = node.childCount == 0 ? 0 : Int(words[node.childrenWord])
            release(node)
        }
    }

    /// Removes an emptied slot from a node, and makes the node smaller when it is less than half full.
    private mutating func removeChild(for byte: UInt8, inSlot slot: Int, ofSlot parentSlot: Int) {
        let node = node(inSlot: parentSlot)
        let count = node.childCount - 1
        words[node.start] = node.withChildCount(count).header
        if node.isWide {
            guard count <= RadixNode.maximumNarrowCapacity * 3 / 4 else { return }
        } else {
            // The last child fills the gap.
            let index = slot - node.childrenWord
            words[slot] = words[node.childrenWord + count]
            words[node.childrenWord + count] = 0
            setByte(self.byte(at: node.childBytesWord * 4 + count), at: node.childBytesWord * 4 + index)
            guard node.capacity > 2 * count else { return }
        }
        resize(slot: parentSlot, capacity: count)
    }

    /// Joins a node that has no value and one child with that child, unless the label became too long.
    private mutating func mergeWithOnlyChild(slot: Int) {
        let upper = node(inSlot: slot)
        guard upper.childCount == 1, words[upper.valueWord] == 0 else { return }
        let lower = node(inSlot: upper.childrenWord)
        let labelCount = upper.labelCount + 1 + lower.labelCount
        guard labelCount <= RadixNode.maximumLabelCount else { return }
        let merged = allocate(labelCount: labelCount, capacity: lower.capacity)
        copyLabel(of: upper, from: 0, to: merged, at: 0)
        setByte(byte(at: upper.childBytesWord * 4), at: merged.labelWord * 4 + upper.labelCount)
        copyLabel(of: lower, from: 0, to: merged, at: upper.labelCount + 1)
        copyContents(of: lower, to: merged)
        words[slot] = UInt32(merged.start)
        release(upper)
        release(lower)
    }
}
