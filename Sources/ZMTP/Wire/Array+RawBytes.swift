extension [UInt8] {
    /// The bytes as a span, as everything that copies to a chunk wants them.
    package var rawBytes: RawSpan {
        @_lifetime(borrow self) get {
            // Safety: octets have no padding that would be uninitialised.
            unsafe span.bytes
        }
    }
}
