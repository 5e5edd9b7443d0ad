import ZMQReactor

enum NoBytes: Error {
    case wouldBlock
    case ended
    case failed(SystemError)
}

extension ByteChannel {
    /// Reads into an array.
    func receive(upTo limit: Int) -> Result<[UInt8], NoBytes> {
        var buffer = [UInt8](repeating: 0, count: limit)
        switch unsafe buffer.withUnsafeMutableBytes({ unsafe read(into: $0) }) {
        case .bytes(let count): return .success(Array(buffer.prefix(count)))
        case .wouldBlock: return .failure(.wouldBlock)
        case .ended: return .failure(.ended)
        case .failed(let error): return .failure(.failed(error))
        }
    }

    /// Writes two halves of an array, and says how far it came; nil when it failed.
    func send(_ bytes: [UInt8]) -> Int? {
        let outcome = unsafe bytes.withUnsafeBytes { all in
            let half = all.count / 2
            let halves = unsafe [
                UnsafeRawBufferPointer(rebasing: all[..<half]),
                UnsafeRawBufferPointer(rebasing: all[half...]),
            ]
            return unsafe halves.withUnsafeBufferPointer { unsafe write($0) }
        }
        guard case .bytes(let count) = outcome else { return nil }
        return count
    }
}
