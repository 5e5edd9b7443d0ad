extension RadixArena {
    /// Copies the label of `source` from byte `first` on to the label of `target`, where it starts at
    /// `position`.
    mutating func copyLabel(of source: RadixNode, from first: Int, to target: RadixNode, at position: Int) {
        for index in first..<source.labelCount {
            setByte(
                byte(at: source.labelWord * 4 + index), at: target.labelWord * 4 + position + index - first)
        }
    }

    /// Copies value and children to a node that has none, and that has room for them.
    mutating func copyContents(of source: RadixNode, to target: RadixNode) {
        words[target.valueWord] = words[source.valueWord]
        words[target.start] = target.withChildCount(source.childCount).header
        var index = 0
        for position in 0..<(source.isWide ? RadixNode.wideCapacity : source.childCount) {
            let child = words[source.childrenWord + position]
            guard child != 0 else { continue }
            let byte =
                source.isWide ? UInt8(position) : byte(at: source.childBytesWord * 4 + position)
            if target.isWide {
                words[target.childrenWord + Int(byte)] = child
            } else {
                setByte(byte, at: target.childBytesWord * 4 + index)
                words[target.childrenWord + index] = child
            }
            index += 1
        }
    }

    /// Gives a node room for `capacity` children.
    mutating func resize(slot: Int, capacity: Int) {
        let old = node(inSlot: slot)
        let new = allocate(labelCount: old.labelCount, capacity: capacity)
        copyLabel(of: old, from: 0, to: new, at: 0)
        copyContents(of: old, to: new)
        words[slot] = UInt32(new.start)
        release(old)
    }
}
