extension RadixArena {
    /// Makes sure that a key has a node and returns that node's value word, which is zero when it has no
    /// value.
    mutating func insert(_ key: RawSpan) -> Int {
        var slot = 0
        var position = 0
        while words[slot] != 0 {
            var node = node(inSlot: slot)
            let common = commonCount(node, key, from: position)
            position += common
            if common < node.labelCount {
                split(slot: slot, at: common, capacity: position < key.byteCount ? 2 : 1)
                node = self.node(inSlot: slot)
            }
            if position == key.byteCount { return node.valueWord }
            let byte = key.byte(at: position)
            position += 1
            if let child = childSlot(of: node, for: byte) {
                slot = child
            } else {
                slot = addChild(for: byte, toSlot: slot)
            }
        }
        return appendChain(for: key, from: position, inSlot: slot)
    }

    /// Fills an empty slot with the nodes for the rest of a key, and returns the value word of the last.
    private mutating func appendChain(for key: RawSpan, from position: Int, inSlot slot: Int) -> Int {
        var position = position
        var slot = slot
        while true {
            let remaining = key.byteCount - position
            let isLast = remaining <= RadixNode.maximumLabelCount
            let labelCount = isLast ? remaining : RadixNode.maximumLabelCount
            let node = allocate(labelCount: labelCount, capacity: isLast ? 0 : 1)
            for index in 0..<labelCount {
                setByte(key.byte(at: position + index), at: node.labelWord * 4 + index)
            }
            words[slot] = UInt32(node.start)
            if isLast { return node.valueWord }
            slot = addChild(for: key.byte(at: position + labelCount), toSlot: slot)
            position += labelCount + 1
        }
    }

    /// Cuts a node in two: the upper keeps the first `count` bytes of the label, the lower all else.
    private mutating func split(slot: Int, at count: Int, capacity: Int) {
        let old = node(inSlot: slot)
        let byte = byte(at: old.labelWord * 4 + count)
        let lower = allocate(labelCount: old.labelCount - count - 1, capacity: old.capacity)
        copyLabel(of: old, from: count + 1, to: lower, at: 0)
        copyContents(of: old, to: lower)
        let upper = allocate(labelCount: count, capacity: capacity)
        for index in 0..<count {
            setByte(self.byte(at: old.labelWord * 4 + index), at: upper.labelWord * 4 + index)
        }
        words[slot] = UInt32(upper.start)
        words[addChild(for: byte, toSlot: slot)] = UInt32(lower.start)
        release(old)
    }

    /// Adds an empty slot for a byte that has none in the node yet.
    private mutating func addChild(for byte: UInt8, toSlot slot: Int) -> Int {
        var node = node(inSlot: slot)
        if node.childCount == node.capacity {
            let larger = node.capacity + max(1, node.capacity / 4)
            resize(
                slot: slot,
                capacity: node.capacity == RadixNode.maximumNarrowCapacity
                    ? RadixNode.wideCapacity : min(larger, RadixNode.maximumNarrowCapacity))
            node = self.node(inSlot: slot)
        }
        words[node.start] = node.withChildCount(node.childCount + 1).header
        if node.isWide { return node.childrenWord + Int(byte) }
        setByte(byte, at: node.childBytesWord * 4 + node.childCount)
        return node.childrenWord + node.childCount
    }
}
