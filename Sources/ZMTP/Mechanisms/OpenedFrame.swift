/// What was in a sealed frame, besides its bytes.
package struct OpenedFrame: Equatable, Sendable {
    /// How many bytes there are.
    package var count: Int
    /// Whether more frames of the message follow.
    package var more: Bool
    /// Whether the bytes are the body of a command (HB-17).
    package var isCommand: Bool

    package init(count: Int, more: Bool, isCommand: Bool) {
        self.count = count
        self.more = more
        self.isCommand = isCommand
    }
}
