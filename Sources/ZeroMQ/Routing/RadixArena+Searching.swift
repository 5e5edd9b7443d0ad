extension RadixArena {
    /// Where a key was found, with what its removal needs to know.
    struct Place {
        /// The slot of the key's node.
        let slot: Int
        /// The slot of the deepest node above it that stays when the key goes, having a value or other
        /// children; nil when there is none.
        let anchorSlot: Int?
        /// The byte that leads from the anchor towards the key.
        let anchorByte: UInt8
    }

    /// Finds the node of a key; that node may be without a value.
    func place(of key: RawSpan) -> Place? {
        var slot = 0
        var position = 0
        var anchorSlot: Int?
        var anchorByte: UInt8 = 0
        while words[slot] != 0 {
            let node = node(inSlot: slot)
            guard commonCount(node, key, from: position) == node.labelCount else { return nil }
            position += node.labelCount
            if position == key.byteCount {
                return Place(slot: slot, anchorSlot: anchorSlot, anchorByte: anchorByte)
            }
            let byte = key.byte(at: position)
            guard let child = childSlot(of: node, for: byte) else { return nil }
            if node.childCount > 1 || words[node.valueWord] != 0 {
                anchorSlot = slot
                anchorByte = byte
            }
            slot = child
            position += 1
        }
        return nil
    }

    /// Calls `body` with the number of every value whose key is a prefix of `bytes`, shortest key first,
    /// until it returns false.
    @inline(__always)
    func forEachPrefix(of bytes: RawSpan, _ body: (Int) -> Bool) {
        let words = words.span
        var start = Int(words[0])
        var position = 0
        while start != 0 {
            let node = RadixNode(start: start, header: words[start])
            let labelCount = node.labelCount
            if labelCount > 0 {
                guard commonCount(node, bytes, from: position) == labelCount else { return }
                position += labelCount
            }
            let value = words[node.valueWord]
            if value != 0, !body(Int(value) - 1) { return }
            guard position < bytes.byteCount,
                let slot = childSlot(of: node, for: bytes.byte(at: position))
            else { return }
            start = Int(words[slot])
            position += 1
        }
    }

    /// How many bytes of the node's label equal those of `key` from `position` on.
    @inline(__always)
    func commonCount(_ node: RadixNode, _ key: RawSpan, from position: Int) -> Int {
        let label = bytes
        let labelOffset = node.labelWord * 4
        let limit = min(node.labelCount, key.byteCount - position)
        var count = 0
        while count < limit {
            let difference =
                label.littleEndianWord(at: labelOffset + count) ^ key.littleEndianWord(at: position + count)
            if difference != 0 {
                return min(limit, count + difference.trailingZeroBitCount / 8)
            }
            count += 8
        }
        return limit
    }

    /// The slot of the child that `byte` leads to.
    @inline(__always)
    func childSlot(of node: RadixNode, for byte: UInt8) -> Int? {
        if node.isWide {
            let slot = node.childrenWord + Int(byte)
            return words[slot] == 0 ? nil : slot
        }
        let bytes = bytes
        let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
        var first = 0
        while first < node.childCount {
            // The lowest bit that this leaves marks the lowest byte that is equal.
            let difference = bytes.littleEndianWord(at: node.childBytesWord * 4 + first) ^ pattern
            let equal = (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
            if equal != 0 {
                let index = first + equal.trailingZeroBitCount / 8
                return index < node.childCount ? node.childrenWord + index : nil
            }
            first += 8
        }
        return nil
    }

    /// Calls `body` with every key and the number of its value.
    func forEach(_ body: ([UInt8], Int) -> Void) {
        guard words[0] != 0 else { return }
        // The nodes still to visit: how many bytes of `key` lead to the parent's end, and the byte that
        // follows.
        var pending: [(start: Int, depth: Int, byte: UInt8?)] = [(Int(words[0]), 0, nil)]
        var key: [UInt8] = []
        while let (start, depth, byte) = pending.popLast() {
            let node = node(start)
            key.removeLast(key.count - depth)
            if let byte { key.append(byte) }
            for index in 0..<node.labelCount {
                key.append(self.byte(at: node.labelWord * 4 + index))
            }
            if words[node.valueWord] != 0 { body(key, Int(words[node.valueWord]) - 1) }
            for index in 0..<(node.isWide ? node.capacity : node.childCount) {
                let child = Int(words[node.childrenWord + index])
                guard child != 0 else { continue }
                let byte = node.isWide ? UInt8(index) : self.byte(at: node.childBytesWord * 4 + index)
                pending.append((child, key.count, byte))
            }
        }
    }
}
