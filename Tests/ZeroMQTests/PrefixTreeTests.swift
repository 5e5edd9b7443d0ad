import TestPrograms
import TestSeeds
import Testing

@testable import ZeroMQ

@Suite struct PrefixTreeTests {
    @Test func `a new tree is empty and finds nothing`() {
        let tree = PrefixTree<Int>()
        #expect(tree.isEmpty)
        #expect(tree.count == 0)
        #expect(tree.value(at: bytes("a")) == nil)
        #expect(!tree.containsPrefix(of: bytes("a")))
        #expect(tree.keys.isEmpty)
    }

    @Test func `the empty key is a prefix of everything`() {
        var tree = PrefixTree<Int>()
        tree.set([], 7)
        #expect(tree.prefixes(of: []) == [7])
        #expect(tree.prefixes(of: bytes("weather")) == [7])
        #expect(tree.containsPrefix(of: [UInt8]()))
        #expect(tree.remove([UInt8]()) == 7)
        #expect(tree.isEmpty)
        #expect(!tree.containsPrefix(of: bytes("weather")))
    }

    @Test func `keys that are prefixes of each other are visited shortest first`() {
        var tree = PrefixTree<Int>()
        for (value, key) in ["abcdef", "abc", "a", "abd", "", "abcdefghijklmnop"].enumerated() {
            tree.set(bytes(key), value)
        }
        #expect(tree.prefixes(of: bytes("abcdefghijklmnopq")) == [4, 2, 1, 0, 5])
        #expect(tree.prefixes(of: bytes("abcdefghijklmnoQ")) == [4, 2, 1, 0])
        #expect(tree.prefixes(of: bytes("ab")) == [4, 2])
        #expect(tree.prefixes(of: bytes("b")) == [4])
    }

    @Test func `a visit stops when the body returns false`() {
        var tree = PrefixTree<Int>()
        for (value, key) in ["a", "ab", "abc"].enumerated() { tree.set(bytes(key), value) }
        var visited: [Int] = []
        tree.forEachPrefix(of: bytes("abcd")) { value in
            visited.append(value)
            return visited.count < 2
        }
        #expect(visited == [0, 1])
    }

    @Test func `updating changes a value in place and inserts the default once`() {
        var tree = PrefixTree<[Int]>()
        let key = bytes("topic")
        for value in 0..<3 { tree.update(key, default: [9]) { $0.append(value) } }
        #expect(tree.value(at: key) == [9, 0, 1, 2])
        #expect(tree.count == 1)
    }

    @Test func `an update of a present key can keep or remove it`() {
        var tree = PrefixTree<Int>()
        let key = bytes("topic")
        tree.set(key, 2)
        func release(_ count: inout Int) -> (keep: Bool, result: Int) {
            count -= 1
            return (count > 0, count)
        }
        #expect(tree.updateIfPresent(bytes("top"), release) == nil)
        #expect(tree.updateIfPresent(bytes("topics"), release) == nil)
        #expect(tree.updateIfPresent(key, release) == 1)
        #expect(tree.count == 1)
        #expect(tree.updateIfPresent(key, release) == 0)
        #expect(tree.isEmpty)
        #expect(tree.updateIfPresent(key, release) == nil)
    }

    @Test func `a fork in the tree is not a key`() {
        var tree = PrefixTree<Int>()
        tree.set(bytes("north"), 1)
        tree.set(bytes("nova"), 2)
        #expect(tree.value(at: bytes("no")) == nil)
        #expect(tree.remove(bytes("no")) == nil)
        #expect(tree.count == 2)
    }

    @Test func `every byte can follow every other`() {
        var tree = PrefixTree<Int>()
        for first in 0..<256 {
            for second in 0..<256 { tree.set([UInt8(first), UInt8(second)], first << 8 | second) }
        }
        #expect(tree.count == 65536)
        #expect(tree.prefixes(of: [0, 0, 0]) == [0])
        #expect(tree.prefixes(of: [255, 128, 0]) == [0xff80])
        for number in 0..<65536 where number & 0x1f != 3 {
            #expect(tree.remove([UInt8(number >> 8), UInt8(number & 0xff)]) == number)
        }
        #expect(tree.count == 2048)
        #expect(tree.prefixes(of: [7, 0x23]) == [0x723])
        #expect(Set(tree.keys.values) == Set((0..<65536).filter { $0 & 0x1f == 3 }))
    }

    @Test func `a copy is independent`() {
        var tree = PrefixTree<Int>()
        tree.set(bytes("a"), 1)
        let copy = tree
        tree.set(bytes("ab"), 2)
        _ = tree.remove(bytes("a"))
        #expect(copy.prefixes(of: bytes("abc")) == [1])
        #expect(tree.prefixes(of: bytes("abc")) == [2])
    }

    @Test func `keys of 5000 bytes are told apart at every position`() {
        var tree = PrefixTree<Int>()
        let key = (0..<5000).map { UInt8($0 % 251) }
        tree.set(key, -1)
        let positions = stride(from: 0, to: 5000, by: 61)
        for position in positions {
            var other = key
            other[position] ^= 0xff
            tree.set(other, position)
        }
        #expect(tree.prefixes(of: key + [1, 2, 3]) == [-1])
        #expect(tree.prefixes(of: Array(key.dropLast())).isEmpty)
        for position in positions {
            var other = key
            other[position] ^= 0xff
            #expect(tree.prefixes(of: other) == [position])
            #expect(tree.remove(other) == position)
        }
        #expect(tree.keys == [key: -1])
        #expect(tree.remove(key) == -1)
        #expect(tree.isEmpty)
    }

    @Test func `a chain of 10000 nested prefixes does not overflow the stack`() {
        var tree = PrefixTree<Int>()
        let longest = [UInt8](repeating: 0x61, count: 10_000)
        // Longest first: the tree is then walked in long steps, which keeps the test quick.
        for count in (1...10_000).reversed() {
            tree.update(Array(longest.prefix(count)), default: count) { _ in }
        }
        #expect(tree.count == 10_000)
        #expect(tree.prefixes(of: longest) == Array(1...10_000))
        var count = 0
        tree.forEach { key, value in count += key.count == value ? 1 : 0 }
        #expect(count == 10_000)
        for count in 1...10_000 {
            #expect(tree.remove(Array(longest.prefix(count))) == count)
        }
        #expect(tree.isEmpty)
        #expect(!tree.containsPrefix(of: longest))
    }

    @Test func `removing every key gives the memory back`() {
        var tree = PrefixTree<Int>()
        let keys = (0..<5000).map { bytes("prices.\($0 % 7).\($0 * 7919)") }
        for round in 0..<3 {
            for (value, key) in keys.enumerated() { tree.set(key, value + round) }
            #expect(tree.count == keys.count)
            for (value, key) in keys.enumerated() {
                #expect(tree.remove(key) == value + round)
            }
            #expect(tree.isEmpty)
            #expect(tree.keys.isEmpty)
            #expect(tree.footprint < 4096)
        }
    }

    @Test(.onOwnThreads, arguments: KeyShape.allCases)
    func `random operations agree with a dictionary`(_ shape: KeyShape) {
        var random = SeededRandom.announced(for: "PrefixTreeTests \(shape)")
        var tree = PrefixTree<Int>()
        var model: [[UInt8]: Int] = [:]
        for step in 0..<20_000 {
            // Growing and shrinking phases, so that the tree is often full and often nearly empty.
            let removes = Int.random(in: 0..<10, using: &random) < (step / 2500 % 2 == 0 ? 3 : 7)
            let key = shape.key(using: &random)
            if removes, let present = model.randomElement(using: &random)?.key {
                #expect(tree.remove(present) == model.removeValue(forKey: present))
            } else if removes {
                #expect(tree.remove(key) == model.removeValue(forKey: key))
            } else {
                let value = tree.update(key, default: step) {
                    $0 += 1; return $0
                }
                model[key, default: step] += 1
                #expect(value == model[key])
            }
            #expect(tree.count == model.count)
            if step % 16 == 0 {
                let probe = (model.randomElement(using: &random)?.key ?? []) + shape.key(using: &random)
                let expected = (0...probe.count).compactMap { model[Array(probe.prefix($0))] }
                #expect(tree.prefixes(of: probe) == expected)
                #expect(tree.containsPrefix(of: probe) == !expected.isEmpty)
                #expect(tree.value(at: key) == model[key])
            }
            if step % 1000 == 999 { #expect(tree.keys == model) }
        }
        for (key, value) in model { #expect(tree.remove(key) == value) }
        #expect(tree.isEmpty)
        #expect(tree.keys.isEmpty)
    }
}

/// The kinds of keys that the tree treats differently.
enum KeyShape: CaseIterable {
    case nested, binary, dotted, long

    func key(using random: inout SeededRandom) -> [UInt8] {
        switch self {
        case .nested:
            (0..<Int.random(in: 0...12, using: &random)).map { _ in UInt8.random(in: 97...98, using: &random)
            }
        case .binary:
            (0..<Int.random(in: 0...3, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        case .dotted:
            bytes("a.b.\(Int.random(in: 0..<4, using: &random)).\(Int.random(in: 0..<2000, using: &random))")
        case .long:
            // Few different bytes at few places, so that long labels are shared, split and merged.
            (0..<Int.random(in: 0...3, using: &random)).flatMap { _ in
                let count = [1, 100, 239, 240, 241, 242, 500].randomElement(using: &random) ?? 1
                return [UInt8](repeating: 120, count: count) + [UInt8.random(in: 120...122, using: &random)]
            }
        }
    }
}

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

// The same for keys in arrays, which macros can capture.
extension PrefixTree {
    fileprivate mutating func set(_ key: [UInt8], _ value: Value) {
        update(key, default: value) { $0 = value }
    }

    @discardableResult
    fileprivate mutating func update<R>(
        _ key: [UInt8], default: Value, _ body: (inout Value) -> R
    ) -> R {
        update(unsafe key.span.bytes, default: `default`, body)
    }

    fileprivate mutating func updateIfPresent<R>(
        _ key: [UInt8], _ body: (inout Value) -> (keep: Bool, result: R)
    ) -> R? {
        updateIfPresent(unsafe key.span.bytes, body)
    }

    fileprivate mutating func remove(_ key: [UInt8]) -> Value? {
        remove(unsafe key.span.bytes)
    }

    fileprivate func value(at key: [UInt8]) -> Value? {
        value(at: unsafe key.span.bytes)
    }

    fileprivate func containsPrefix(of bytes: [UInt8]) -> Bool {
        containsPrefix(of: unsafe bytes.span.bytes)
    }

    fileprivate func forEachPrefix(of bytes: [UInt8], _ body: (Value) -> Bool) {
        forEachPrefix(of: unsafe bytes.span.bytes, body)
    }

    fileprivate func prefixes(of bytes: [UInt8]) -> [Value] {
        var values: [Value] = []
        forEachPrefix(of: bytes) { value in
            values.append(value)
            return true
        }
        return values
    }

    fileprivate var keys: [[UInt8]: Value] {
        var keys: [[UInt8]: Value] = [:]
        forEach { key, value in keys[key] = value }
        return keys
    }
}
