internal import Foundation

/// The lines that a program has printed so far. One thread adds, others wait.
///
/// Safety: `lines`, `rest`, `unread` and `isComplete` are used only while `condition` is locked.
final class ProgramOutput: @unchecked Sendable {
    private let condition = NSCondition()
    private var lines: [String] = []
    /// The line that has no end yet.
    private var rest = Data()
    private var unread = 0
    private var isComplete = false

    /// All lines so far.
    var all: [String] { condition.withLock { lines } }

    /// Takes lines out of what `read` returns until it returns nothing. Blocks.
    func fill(from read: () -> Data) {
        while case let bytes = read(), !bytes.isEmpty {
            condition.withLock {
                rest += bytes
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    add(rest[..<end])
                    rest = Data(rest[(end + 1)...])
                }
                condition.broadcast()
            }
        }
        condition.withLock {
            if !rest.isEmpty { add(rest) }
            rest = Data()
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

    /// Waits until the line that is not ended yet is `text`, and says whether it was until `deadline`. Blocks.
    func hasUnfinishedLine(_ text: String, until deadline: Date) -> Bool {
        satisfies({ _ in String(decoding: rest, as: UTF8.self) == text }, until: deadline)
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

    /// Adds a line; `condition` is locked.
    private func add(_ bytes: Data) {
        let text = String(decoding: bytes, as: UTF8.self)
        // A terminal ends lines in its own way.
        lines.append(text.hasSuffix("\r") ? String(text.dropLast()) : text)
    }
}
