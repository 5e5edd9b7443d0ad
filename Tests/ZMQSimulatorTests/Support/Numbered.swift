import TestSeeds
import ZeroMQ

/// Messages that tell their number and whether they are whole.
enum Numbered {
    /// A message of one to four frames, some large, that follow from its number and sender.
    static func message(_ number: Int, from sender: Int = 0, largest: Int = 3000) -> Message {
        var generator = SeededRandom(seed: UInt64(number &* 31 &+ sender))
        var message = Message("\(sender) \(number)")
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            let count = Int.random(in: 0...(Bool.random(using: &generator) ? 20 : largest), using: &generator)
            var bytes = [UInt8](
                repeating: UInt8(truncatingIfNeeded: number &* 7 &+ message.count), count: count)
            // Landmarks, so that bytes that are missing or too many are noticed.
            for position in stride(from: 0, to: count, by: 97) {
                bytes[position] = UInt8(truncatingIfNeeded: position / 97)
            }
            message.append(Frame(bytes))
        }
        return message
    }

    /// Whose a message is and its number; nil when it is not whole.
    static func read(_ message: Message, largest: Int = 3000) -> (sender: Int, number: Int)? {
        let parts = message.text.split(separator: " ")
        guard parts.count == 2, let sender = Int(parts[0]), let number = Int(parts[1]) else { return nil }
        return message == Self.message(number, from: sender, largest: largest) ? (sender, number) : nil
    }
}
