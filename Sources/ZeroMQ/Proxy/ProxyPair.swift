/// The sockets of a proxy: whether they go together, and which directions there are between them.
struct ProxyPair {
    let frontend: Socket
    let backend: Socket
    let capture: Socket?

    private var isLoop: Bool { frontend === backend }

    private static func canForward(from source: Socket, to target: Socket) -> Bool {
        source.type.canReceive && target.type.canSend
    }

    /// Without the second direction of a loop, which is the first.
    var directions: [ProxyDirection] {
        var directions: [ProxyDirection] = []
        if Self.canForward(from: frontend, to: backend) {
            directions.append(
                ProxyDirection(
                    from: frontend.core, on: .frontend, to: backend.core, capture: capture?.core))
        }
        if !isLoop, Self.canForward(from: backend, to: frontend) {
            directions.append(
                ProxyDirection(
                    from: backend.core, on: .backend, to: frontend.core, capture: capture?.core))
        }
        return directions
    }

    func check() throws(ZMQError) {
        let (front, back) = (frontend.type, backend.type)
        let count = directions.count
        guard count > 0 else {
            throw refusal("nothing can be forwarded between \(front) and \(back), in no direction")
        }
        // Half of the alternation is never forwarded, so the other half never gets its turn.
        if count < 2, !isLoop || front == .req, let type = [front, back].first(where: \.isLockStep) {
            throw refusal("a \(type) needs its messages forwarded in both directions")
        }
        if front == .req, back == .req {
            throw refusal("two REQ sockets wait for each other's request")
        }
        // Its subscriptions would be queued and never taken.
        if count < 2, !isLoop, front == .xpub || back == .xpub {
            throw refusal(
                "the subscriptions of an XPUB cannot be forwarded", "use XSUB with it, or PUB instead")
        }
        try checkCapture()
    }

    private func checkCapture() throws(ZMQError) {
        guard let capture else { return }
        if capture === frontend || capture === backend {
            throw refusal("the capture is one of the sockets that are captured")
        }
        if !capture.type.canSend || capture.type.isLockStep {
            throw refusal("a \(capture.type) cannot send one message after the other as a capture does")
        }
    }

    private func refusal(_ reason: String, _ remedy: String? = nil) -> ZMQError {
        ZMQError(.invalidArgument, operation: "make a proxy", reason: reason, remedy: remedy)
    }
}
