internal import ZMTP

extension Frame {
    /// Appends the frame to a frame stream: small bodies are copied, large ones referenced.
    @inline(__always)
    func encode(into queue: inout FrameQueue, more: Bool) {
        if let (first, second) = inlineWords {
            queue.append(first, second, count: count, more: more)
        } else if count >= FrameQueue.copyLimit, let chunk {
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
        guard let stored else {
            if let front, first == 0 { front.encode(into: &queue, more: true) }
            if first < count { single.encode(into: &queue, more: false) }
            return
        }
        let last = stored.count - 1
        guard first <= last else { return }
        for index in first...last {
            stored[index].encode(into: &queue, more: index < last)
        }
    }
}

extension FrameCursor {
    /// The frame that the cursor stands at: a copy when it fits inline, a reference otherwise. Mutating only
    /// because that lets it be used in place, without copying the cursor.
    @inline(__always)
    mutating func currentFrame() -> Frame {
        let count = count
        if count > Frame.inlineCapacity, let (memory, start) = unsafe sharedBody() {
            return unsafe Frame(owner: memory, start: start, count: count)
        }
        let (first, second) = leadingWords()
        return Frame(first, second | UInt64(truncatingIfNeeded: count) << 56)
    }
}
