extension ForeignSocket {
    /// Sets an option that libzmq documents as an `int`.
    package func setOption(_ option: ForeignOption, _ value: Int32) throws(ForeignError) {
        try setOption(option, integer: value)
        if option == .receiveTimeout { appliedReceiveTimeout = value }
        if option == .sendTimeout { appliedSendTimeout = value }
    }

    /// Sets an option that libzmq documents as an `int64_t`.
    package func setOption(_ option: ForeignOption, wide value: Int64) throws(ForeignError) {
        try setOption(option, integer: value)
    }

    /// Sets an option whose value is bytes.
    package func setOption(_ option: ForeignOption, _ value: [UInt8]) throws(ForeignError) {
        try library.check("zmq_setsockopt") {
            unsafe value.withUnsafeBytes { bytes in
                unsafe library.setsockopt(handle, option.rawValue, bytes.baseAddress, bytes.count)
            }
        }
    }

    /// Sets an option whose value is text.
    package func setOption(_ option: ForeignOption, _ value: String) throws(ForeignError) {
        try setOption(option, Array(value.utf8))
    }

    /// The value of an option that libzmq documents as an `int`.
    package func option(_ option: ForeignOption) throws(ForeignError) -> Int32 {
        var value: Int32 = 0
        var byteCount = MemoryLayout<Int32>.size
        try library.check("zmq_getsockopt") {
            unsafe library.getsockopt(handle, option.rawValue, &value, &byteCount)
        }
        return value
    }

    /// The value of an option that is bytes, or text with a zero byte at its end. At most 1024 bytes.
    package func optionBytes(_ option: ForeignOption) throws(ForeignError) -> [UInt8] {
        var value = [UInt8](repeating: 0, count: 1024)
        var byteCount = value.count
        try library.check("zmq_getsockopt") {
            unsafe value.withUnsafeMutableBytes { bytes in
                unsafe library.getsockopt(handle, option.rawValue, bytes.baseAddress, &byteCount)
            }
        }
        return Array(value.prefix(byteCount))
    }

    /// The endpoint that was bound or connected last, with the port that was chosen.
    package var lastEndpoint: String {
        get throws(ForeignError) {
            let bytes = try optionBytes(.lastEndpoint)
            return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// Subscribes a SUB socket to what begins with `prefix`; everything begins with the empty one.
    package func subscribe(to prefix: String = "") throws(ForeignError) {
        try setOption(.subscribe, prefix)
    }

    /// Takes back `subscribe`.
    package func unsubscribe(from prefix: String = "") throws(ForeignError) {
        try setOption(.unsubscribe, prefix)
    }

    func applyReceiveTimeout(_ timeout: Duration) throws(ForeignError) {
        let value = timeout.wholeMilliseconds
        if value != appliedReceiveTimeout { try setOption(.receiveTimeout, value) }
    }

    func applySendTimeout(_ timeout: Duration) throws(ForeignError) {
        let value = timeout.wholeMilliseconds
        if value != appliedSendTimeout { try setOption(.sendTimeout, value) }
    }

    private func setOption<Value: FixedWidthInteger>(
        _ option: ForeignOption, integer value: Value
    ) throws(ForeignError) {
        try library.check("zmq_setsockopt") {
            unsafe withUnsafeBytes(of: value) { bytes in
                unsafe library.setsockopt(handle, option.rawValue, bytes.baseAddress, bytes.count)
            }
        }
    }
}
