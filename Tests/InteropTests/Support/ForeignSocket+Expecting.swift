import LibZMQ
import Testing

extension ForeignSocket {
    /// Receives a message that has to come.
    func expectMessage(_ location: SourceLocation = #_sourceLocation) throws -> [[UInt8]] {
        try #require(
            try receive(timeout: Patience.limit), "no message came", sourceLocation: location)
    }

    /// Receives a message of texts that has to come.
    func expectTexts(_ location: SourceLocation = #_sourceLocation) throws -> [String] {
        try expectMessage(location).map { String(decoding: $0, as: UTF8.self) }
    }
}
