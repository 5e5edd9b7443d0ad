/// Maps byte strings to values, and finds every key that is a prefix of given bytes.
///
/// A compressed radix tree in flat arrays: searching costs at most one step for each byte, whatever the
/// number of keys, and does not allocate. Keys are remote input: no operation recurses, and each costs at
/// most the length of its key plus a constant, amortised. Not for range queries: keys have no order here.
struct PrefixTree<Value> {
    // A tree and not a hash of every prefix: for dotted topics of mixed lengths the hash took 1.6 to 8 times
    // as long, for numbers of one length about as long. Measured with 100-byte frames, half of them hits: a
    // million keys take 1.5 to 2.2 times as long as 10,000 (76 to 51 ns for dotted topics) when 1024 topics
    // recur, and 6 to 9 times when every frame is of another topic: a search then waits for two or three
    // cache misses of 160 ns.
    private var arena = RadixArena()
    private var values: [Value?] = []
    private var freeValues: [UInt32] = []

    init() {}

    /// The number of keys.
    var count: Int { values.count - freeValues.count }

    var isEmpty: Bool { count == 0 }

    /// About how many bytes the nodes and the values occupy, not counting what the values refer to.
    var footprint: Int { arena.words.count * 4 + values.count * MemoryLayout<Value?>.stride }

    /// Changes the value of a key in place, after inserting `default` when the key is new.
    mutating func update<R>(
        _ key: RawSpan, default: @autoclosure () -> Value, _ body: (inout Value) -> R
    ) -> R {
        let word = arena.insert(key)
        let stored = Int(arena.words[word]) - 1
        if stored >= 0, var value = values[stored].take() {
            let result = body(&value)
            values[stored] = value
            return result
        }
        var value = `default`()
        let result = body(&value)
        arena.words[word] = 1 + store(value)
        compactIfSparse()
        return result
    }

    /// Changes the value of a key in place, and removes the key when `body` does not keep it; nil when there
    /// is no such key.
    mutating func updateIfPresent<R>(
        _ key: RawSpan, _ body: (inout Value) -> (keep: Bool, result: R)
    ) -> R? {
        guard let place = arena.place(of: key) else { return nil }
        let number = Int(arena.words[arena.node(inSlot: place.slot).valueWord]) - 1
        guard number >= 0, var value = values[number].take() else { return nil }
        let (keep, result) = body(&value)
        if keep {
            values[number] = value
        } else {
            freeValues.append(UInt32(number))
            arena.remove(place)
            compactIfSparse()
        }
        return result
    }

    /// Removes a key and returns its value, or nil when there is no such key.
    mutating func remove(_ key: RawSpan) -> Value? {
        updateIfPresent(key) { (false, $0) }
    }

    func value(at key: RawSpan) -> Value? {
        guard let place = arena.place(of: key) else { return nil }
        let number = Int(arena.words[arena.node(inSlot: place.slot).valueWord]) - 1
        return number < 0 ? nil : values[number]
    }

    /// Visits the values of all keys that are prefixes of `bytes`, the empty key included, shortest key
    /// first, until `body` returns false.
    @inline(__always)
    func forEachPrefix(of bytes: RawSpan, _ body: (Value) -> Bool) {
        arena.forEachPrefix(of: bytes) { number in
            guard let value = values[number] else { return true }
            return body(value)
        }
    }

    /// Whether any key is a prefix of `bytes`.
    func containsPrefix(of bytes: RawSpan) -> Bool {
        var isFound = false
        arena.forEachPrefix(of: bytes) { _ in
            isFound = true
            return false
        }
        return isFound
    }

    /// Visits all keys with their values, in no particular order.
    func forEach(_ body: ([UInt8], Value) -> Void) {
        arena.forEach { key, number in
            guard let value = values[number] else { return }
            body(key, value)
        }
    }

    private mutating func store(_ value: Value) -> UInt32 {
        if let free = freeValues.popLast() {
            values[Int(free)] = value
            return free
        }
        values.append(value)
        return UInt32(values.count - 1)
    }

    private mutating func compactIfSparse() {
        guard arena.wantsCompaction else { return }
        var packed: [Value?] = []
        packed.reserveCapacity(count)
        arena.compact { number in
            packed.append(values[Int(number)].take())
            return UInt32(packed.count - 1)
        }
        values = packed
        freeValues = []
    }
}
