extension SocketOptions {
    /// Checks that every option is in its range and of use to a socket of `type`.
    ///
    /// An option that changes how messages are treated is refused where the type has no such treatment.
    /// Limits and timeouts of a direction that the type does not have are let pass, so that one value can
    /// serve the sockets at both ends.
    ///
    /// - Returns: The options with ``linger`` resolved for the type, and a handshake timeout of zero as nil.
    /// - Throws: ``ZMQError/Code/invalidArgument``, naming the option, its value and what is legal.
    @discardableResult
    public func validated(for type: SocketType) throws(ZMQError) -> SocketOptions {
        let check = OptionCheck(operation: "make a \(type.name) socket")
        try checkRanges(with: check)
        for option in typeOptions where option.isSet && !option.types.contains(type) {
            let types = option.types.map(\.name).joined(separator: ", ")
            throw ZMQError(
                .invalidArgument, operation: check.operation,
                reason: "the option \(option.name) is \(option.value), but \(type.name) has no use for it",
                remedy: "leave it out; it is for \(types)")
        }
        var options = self
        options.linger = linger.resolved(for: type)
        if handshakeTimeout == .zero { options.handshakeTimeout = nil }
        return options
    }

    /// Checks all that does not depend on the socket type.
    func checkRanges(with check: OptionCheck) throws(ZMQError) {
        try checkQueues(with: check)
        try checkTimes(with: check)
        try checkRoutingID(with: check)
        try checkMetadata(with: check)
        try heartbeat?.check(with: check)
        try reconnect.check(with: check)
        try network.check(with: check)
    }

    /// Checks that the affinity names lanes that the context has, and no others.
    func checkAffinity(forLanes lanes: Int, with check: OptionCheck) throws(ZMQError) {
        guard affinity >> UInt64(lanes) != 0 else { return }
        throw check.refusal(
            "affinity", value: "0b\(String(affinity, radix: 2))",
            legal: "0 for all lanes, or bits of the lowest \(lanes): the context has so many lanes")
    }

    private func checkQueues(with check: OptionCheck) throws(ZMQError) {
        let remark = "0 for no limit"
        try check.count(sendHighWaterMark, "sendHighWaterMark", from: 0, unit: "messages", remark: remark)
        try check.count(
            receiveHighWaterMark, "receiveHighWaterMark", from: 0, unit: "messages", remark: remark)
        let sizes = [
            ("sendHighWaterBytes", sendHighWaterBytes), ("receiveHighWaterBytes", receiveHighWaterBytes),
            ("maximumMessageBytes", maximumMessageBytes),
        ]
        for (name, size) in sizes {
            guard let size else { continue }
            // An empty frame is a message too, so that a limit of 0 would have a meaning for the last of
            // them.
            let lowest = name == "maximumMessageBytes" ? 0 : 1
            try check.count(
                size, name, from: lowest, through: .max, unit: "bytes", remark: "nil for no limit")
        }
    }

    private func checkTimes(with check: OptionCheck) throws(ZMQError) {
        switch linger {
        case .upTo(let time): try check.duration(time, "linger", from: .zero)
        case .whileProgressing(let time): try check.duration(time, "linger", from: .zero)
        case .automatic, .none, .forever: break
        }
        let times = [
            ("sendTimeout", sendTimeout), ("receiveTimeout", receiveTimeout),
            ("handshakeTimeout", handshakeTimeout),
        ]
        for (name, time) in times {
            if let time { try check.duration(time, name, from: .zero) }
        }
    }

    private func checkRoutingID(with check: OptionCheck) throws(ZMQError) {
        guard let routingID else { return }
        let legal = "1 to 255 bytes that do not start with 0, or nil"
        guard 1...255 ~= routingID.count else {
            throw check.refusal("routingID", value: "\(routingID.count) bytes long", legal: legal)
        }
        // Identities that start with 0 are those that routers make up.
        guard routingID.first != 0 else {
            throw check.refusal("routingID", value: "one that starts with 0", legal: legal)
        }
    }

    private func checkMetadata(with check: OptionCheck) throws(ZMQError) {
        var seen: Set<String> = []
        // Sorted, so that of several mistakes always the same one is told.
        for name in metadata.keys.sorted() {
            guard MetadataName.isForApplications(name) else {
                throw check.refusal(
                    "metadata", value: "given with the name \"\(name)\"", legal: MetadataName.rule)
            }
            guard seen.insert(name.lowercased()).inserted else {
                throw check.refusal(
                    "metadata", value: "given twice with the name \"\(name)\"",
                    legal: "names that differ in more than case")
            }
        }
    }
}
