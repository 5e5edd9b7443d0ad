extension Message {
    /// The message for a person who looks for a mistake: a line of dashes, then a line for each frame, with its
    /// size and its text, or its bytes in hexadecimal when they are not all printable ASCII.
    ///
    /// ```
    /// -----
    /// [005] 006B8B4567
    /// [000]
    /// [005] Hello
    /// ```
    public func dump() -> String {
        let lines = map { frame in
            let digits = String(frame.count)
            let size = String(repeating: "0", count: Swift.max(3 - digits.count, 0)) + digits
            return frame.isEmpty ? "[\(size)]" : "[\(size)] \(frame)"
        }
        return (["-----"] + lines).joined(separator: "\n")
    }
}
