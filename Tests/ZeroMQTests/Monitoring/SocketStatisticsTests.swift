import Testing
import ZeroMQ

@Suite struct SocketStatisticsTests {
    @Test(arguments: DropReason.allCases)
    func `each reason has a count of its own`(reason: DropReason) {
        var statistics = SocketStatistics()
        statistics.dropped[reason] += 3
        for other in DropReason.allCases {
            #expect(statistics.dropped[other] == (other == reason ? 3 : 0))
        }
        #expect(statistics.dropped.total == 3)
        #expect(statistics.description.hasSuffix("dropped: \(reason) 3"))
    }

    @Test func `the total adds up and does not overflow`() {
        var counts = DropCounts()
        #expect(counts.total == 0)
        #expect(counts.description == "none")
        counts[.queueFull] = 2
        counts[.closed] = 5
        #expect(counts.total == 7)
        counts[.noRoute] = .max
        #expect(counts.total == .max)
    }
}
