import Testing

@testable import ZMTP

/// Short bodies are carried in two words.
struct ShortBytesTests {
    @Test(arguments: 0...15)
    func `bytes are taken as they are, and nothing of what stands behind them`(count: Int) {
        let bytes = (0..<count).map { UInt8(0xF0 - $0) }
        let expected = bytes + [UInt8](repeating: 0, count: 16 - count)
        let behind = bytes + [UInt8](repeating: 0xFF, count: 16)
        let words = unsafe behind.withUnsafeBytes { buffer in
            unsafe buffer.baseAddress.map { unsafe ShortBytes.words(at: $0, count: count) } ?? (1, 1)
        }
        var stored = [UInt8](repeating: 0xAA, count: 18)
        unsafe stored.withUnsafeMutableBytes { buffer in
            if let start = buffer.baseAddress { unsafe ShortBytes.store(words.0, words.1, at: start + 1) }
        }
        #expect(stored == [0xAA] + expected + [0xAA])
    }

    @Test(arguments: 0...15)
    func `a short body is appended like a copied one, also where the chunk ends`(count: Int) {
        let bytes = (0..<count).map { UInt8($0 + 1) }
        let words = unsafe bytes.withUnsafeBytes { buffer in
            unsafe buffer.baseAddress.map { unsafe ShortBytes.words(at: $0, count: count) } ?? (0, 0)
        }
        var (short, copying) = (FrameQueue(), FrameQueue())
        for number in 0..<300 {
            let isLast = number % 3 == 2
            short.append(words.0, words.1, count: count, more: !isLast)
            unsafe copying.append(copying: bytes.span.bytes, more: !isLast)
        }
        #expect(short.messages == 100)
        #expect(short.bytes == copying.bytes)
        #expect(joined(short.take()) == joined(copying.take()))
    }

    private func joined(_ stream: [ByteSlice]) -> [UInt8] {
        stream.flatMap { slice in
            unsafe slice.bytes.withUnsafeBytes { unsafe [UInt8]($0) }
        }
    }
}
