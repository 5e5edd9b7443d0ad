import Testing
import ZeroMQ

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A frame whose size needs more than 31 bits. Takes some seconds and 6 GB of memory, so only with
/// ZEROMQ_LONG_TESTS=1.
@Suite(
    .serialized, .timeLimit(.minutes(5)),
    .enabled(if: TestEnvironment.isLong, "takes gigabytes: ZEROMQ_LONG_TESTS is not 1"))
struct HugeFrameTests {
    private static let count = 1 << 31 + 17

    /// A frame without a short period. Doubled, as a loop over all bytes takes too long unoptimised.
    private static func huge() -> Frame {
        Frame(count: count) { span in
            unsafe span.withUnsafeMutableBytes { bytes in
                for index in 0..<251 { unsafe bytes[index] = UInt8(index) }
                var filled = 251
                while filled < bytes.count {
                    let size = min(filled, bytes.count - filled)
                    let target = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
                    unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<size]))
                    filled += size
                }
            }
        }
    }

    /// `==` looks at each byte by itself when it is not optimised.
    private static func same(_ left: Frame, _ right: Frame) -> Bool {
        left.withBytes { left in
            right.withBytes { right in
                unsafe left.withUnsafeBytes { left in
                    unsafe right.withUnsafeBytes { right in
                        guard let start = left.baseAddress, let other = right.baseAddress else {
                            return false
                        }
                        return unsafe left.count == right.count && memcmp(start, other, left.count) == 0
                    }
                }
            }
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `ZMTP-20 a frame of more than 2 GiB arrives as it was sent`(over transport: TransportUnderTest)
        async throws
    {
        let context = Context()
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        try await join(pull, push, over: transport)
        let huge = Self.huge()
        try await push.send(["before", huge, "behind"])
        try await push.send("next")
        let received = try await pull.next()
        #expect(received.map(\.count) == [6, Self.count, 6])
        let isSame = Self.same(received[1], huge)
        #expect(isSame)
        #expect(received[2] == "behind")
        #expect(try await pull.nextTexts() == ["next"])
        #expect(pull.statistics.bytesReceived == UInt64(Self.count + 16))
        await context.terminate()
    }
}
