extension Frame {
    /// A routing id that people can read, at random: `3A5C-F00D`, two times four hexadecimal digits.
    ///
    /// For programs of a few hundred peers: of 10,000 such names two are the same with a chance of 1 %.
    ///
    /// ```swift
    /// let worker = try RequestSocket(in: context, options: SocketOptions(routingID: .randomIdentity()))
    /// ```
    public static func randomIdentity() -> Frame {
        var generator = SystemRandomNumberGenerator()
        return randomIdentity(using: &generator)
    }

    /// A routing id that people can read, of the numbers of `generator`.
    public static func randomIdentity(using generator: inout some RandomNumberGenerator) -> Frame {
        let halves = (0..<2).map { _ in
            let digits = String(
                UInt16.random(in: .min ... .max, using: &generator), radix: 16, uppercase: true)
            return String(repeating: "0", count: 4 - digits.count) + digits
        }
        return Frame(halves.joined(separator: "-"))
    }
}
