internal import Foundation

/// The lines that a program has printed so far. One thread adds, others wait.
///
/// Safety: `lines`, `unread` and `isComplete` are used only while `condition` is locked.
final class ProgramOutput: @unchecked Sendable {
    private let condition = NSCondition()
    private var lines: [String] = []
    private var unread = 0
    private var isComplete = false

    /// All lines so far.
    var all: [String] { condition.withLock { lines } }

    /// Takes lines out of what `read` returns until it returns nothing. Blocks.
    func fill(from read: () -> Data) {
        var rest = Data()
        while case let bytes = read(), !bytes.isEmpty {
            rest += bytes
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                add(String(decoding: rest[..<end], as: UTF8.self))
                rest = Data(rest[(end + 1)...])
            }
        }
        if !rest.isEmpty { add(String(decoding: rest, as: UTF8.self)) }
        condition.withLock {
            isComplete = true
            condition.broadcast()
        }
    }

    /// Returns the next line with `text` in it, skipping others, or nil when it does not come until `deadline` or
    /// before the end. Blocks.
    func next(containing text: String, until deadline: Date) -> String? {
        condition.withLock {
            while true {
                while unread < lines.count {
                    let line = lines[unread]
                    unread += 1
                    if line.contains(text) { return line }
                }
                if isComplete || !condition.wait(until: deadline) { return nil }
            }
        }
    }

    /// Waits until `holds` is true of the lines, and says whether it became so until `deadline`. Blocks.
    func satisfies(_ holds: ([String]) -> Bool, until deadline: Date) -> Bool {
        condition.withLock {
            while !holds(lines) {
                if isComplete || !condition.wait(until: deadline) { return holds(lines) }
            }
            return true
        }
    }

    /// Waits for the end, and says whether it came until `deadline`. Blocks.
    func isComplete(by deadline: Date) -> Bool {
        condition.withLock {
            while !isComplete {
                if !condition.wait(until: deadline) { return isComplete }
            }
            return true
        }
    }

    private func add(_ text: String) {
        // A terminal ends lines in its own way.
        let line = text.hasSuffix("\r") ? String(text.dropLast()) : text
        condition.withLock {
            lines.append(line)
            condition.broadcast()
        }
    }
}
