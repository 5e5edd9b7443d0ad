/// Text that a peer chose, made fit for a message to a person.
enum PeerText {
    /// At most this many characters are shown.
    private static let longest = 32

    /// Printable ASCII, other bytes as question marks, cut short.
    static func shown(_ text: String) -> String {
        let bytes = Array(text.utf8.prefix(longest))
        return bytes.isEmpty ? "(none)" : String(decoding: PeerError.printable(bytes), as: UTF8.self)
    }
}
