internal import ZMTP

extension Frame {
    /// Appends the frame to a frame stream: small bodies are copied, large ones referenced.
    @inline(__always)
    func encode(into queue: inout FrameQueue, more: Bool) {
        if let shared {
            queue.append(sharing: shared.chunk, range: shared.range, more: more)
        } else {
            withBytes { queue.append(copying: $0, more: more) }
        }
    }
}

extension Message {
    /// Appends the frames from `first` on to a frame stream.
    @inline(__always)
    func encode(from first: Int, into queue: inout FrameQueue) {
        guard let frames else {
            if first == 0 { single.encode(into: &queue, more: false) }
            return
        }
        let last = frames.count - 1
        guard first <= last else { return }
        for index in first...last {
            frames[index].encode(into: &queue, more: index < last)
        }
    }
}
