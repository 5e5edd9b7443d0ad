internal import ZMTP

extension Frame {
    /// Appends the frame to a frame stream: small bodies are copied, large ones referenced.
    @inline(__always)
    func encode(into queue: inout FrameQueue, more: Bool) {
        if count >= FrameQueue.copyLimit, let chunk {
            queue.append(sharing: chunk, range: sharedRange, more: more)
        } else {
            withBytes { queue.append(copying: $0, more: more) }
        }
    }
}

extension Message {
    /// Appends the frames from `first` on to a frame stream.
    @inline(__always)
    func encode(from first: Int, into queue: inout FrameQueue) {
        if several.isEmpty {
            if first == 0 { single.encode(into: &queue, more: false) }
            return
        }
        let last = several.count - 1
        guard first <= last else { return }
        for index in first...last {
            several[index].encode(into: &queue, more: index < last)
        }
    }
}

extension FrameCursor {
    /// The frame that the cursor stands at: a copy when it fits inline, a reference otherwise. Mutating only
    /// because that lets it be used in place, without copying the cursor.
    @inline(__always)
    mutating func currentFrame() -> Frame {
        let count = upper - lower
        if count > Frame.inlineCapacity, let chunk {
            return Frame(sharing: chunk, lower: lower, upper: upper)
        }
        var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
        unsafe withUnsafeMutableBytes(of: &words) { target in
            let body = unsafe self.body
            for index in 0..<min(body.count, Frame.inlineCapacity) { unsafe target[index] = body[index] }
        }
        return Frame(words.0, words.1, words.2 | UInt64(count) << 56)
    }
}
