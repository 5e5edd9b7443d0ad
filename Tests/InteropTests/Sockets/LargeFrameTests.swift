import Foundation
import LibZMQ
import TestPrograms
import Testing
import ZeroMQ

/// One frame of a hundred million bytes.
@Suite(.needsLibZMQ, .timeLimit(.minutes(5)))
struct LargeFrameTests {
    private static let count = 100_000_000

    /// Bytes that differ from place to place. Doubled, as a loop over all of them takes too long unoptimised.
    private static func large() -> [UInt8] {
        var bytes: [UInt8] = (0..<251).map { UInt8($0) }
        bytes.reserveCapacity(count)
        while bytes.count < count { bytes += bytes.prefix(count - bytes.count) }
        return bytes
    }

    private func same(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        unsafe left.count == right.count && memcmp(left, right, left.count) == 0
    }

    @Test(arguments: WireTransport.shared)
    func `ZMTP-20 a frame of 100 million bytes goes both ways`(over transport: WireTransport) async throws {
        let large = Self.large()
        let pair = try MixedPair(.pair, .pair, over: transport)
        try await pair.ours.send([Frame(large), "end"], timeout: Patience.limit)
        let there = try await onThread { try pair.theirs.receive(timeout: .seconds(100)) ?? [] }
        #expect(there.map(\.count) == [Self.count, 3])
        #expect(same(there[0], large))
        try await onThread { try pair.theirs.send([large, [1]], timeout: .seconds(100)) }
        let back = try await pair.ours.receive(timeout: .seconds(100))
        #expect(back.map(\.count) == [Self.count, 1])
        #expect(same(back[0].bytes, large))
    }
}
