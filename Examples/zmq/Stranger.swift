/// What connected and does not speak ZMTP, as far as its first bytes tell.
struct Stranger: Equatable {
    let meaning: String
    let remedy: String

    private static let wrongPort = "check the port: something else than a ZeroMQ socket has it."

    init(firstBytes bytes: [UInt8]) {
        remedy = Self.isOldZeroMQ(bytes) ? "try --zmtp1, or update that program." : Self.wrongPort
        meaning =
            Self.isOldZeroMQ(bytes) ? "this may be a program with ZeroMQ 2.x (ZMTP 1.0)." : Self.guess(bytes)
    }

    /// A short frame without flags that is complete: how ZMTP 1.0 begins.
    private static func isOldZeroMQ(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 2, bytes[1] == 0, bytes[0] > 0 else { return false }
        return Int(bytes[0]) + 1 <= bytes.count
    }

    private static func guess(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        let beginnings: [(String, String)] = [
            ("HTTP/", "a web server (HTTP) answers there."),
            ("GET ", "a web browser, or another HTTP client, connected."),
            ("POST ", "an HTTP client connected."),
            ("HEAD ", "an HTTP client connected."),
            ("SSH-", "an SSH server answers there."),
            ("220", "a mail or FTP server answers there."),
            ("-ERR", "a Redis or mail server answers there."),
            ("+OK", "a mail server answers there."),
            ("\u{15}\u{3}", "a TLS server (HTTPS, for example) answers there."),
            ("\u{16}\u{3}", "a TLS client (HTTPS, for example) connected."),
        ]
        return beginnings.first { text.hasPrefix($0.0) }?.1
            ?? "this is not a ZeroMQ program: those begin with the byte ff."
    }
}
