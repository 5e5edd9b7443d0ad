import ZeroMQ

/// The standard input, line by line. Waiting for a line is waiting for a descriptor, so that it can be cancelled and
/// blocks no thread.
struct LineSource {
    private let poller: Poller
    private var rest: ArraySlice<UInt8> = []
    /// From where on `rest` has not been searched for the end of a line.
    private var unsearched = 0
    private var isAtEnd = false

    init(in context: Context) throws(ZMQError) {
        poller = try Poller(in: context)
        do throws(ZMQError) {
            try poller.add(descriptor: Console.input)
        } catch {
            // It was closed before the program began.
            isAtEnd = true
        }
    }

    /// The next line without its end, which the last one need not have; nil behind the last.
    mutating func next() async throws -> [UInt8]? {
        while true {
            if let end = rest[max(unsearched, rest.startIndex)...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest = rest[(end + 1)...] }
                return Array(rest[..<end])
            }
            unsearched = rest.endIndex
            if isAtEnd {
                defer { rest = rest[rest.endIndex...] }
                return rest.isEmpty ? nil : Array(rest)
            }
            guard try await !poller.wait().isEmpty else { continue }
            let bytes = try Console.read(Console.input)
            isAtEnd = bytes.isEmpty
            rest += bytes
        }
    }
}
