extension [UInt8] {
    /// The bytes as a span, as everything that copies to a chunk wants them. Use it on a variable: Swift 6.3.1
    /// makes invalid code for the span of some temporaries, and stops there.
    package var rawBytes: RawSpan {
        @_lifetime(borrow self) get {
            // Safety: octets have no padding that would be uninitialised.
            unsafe span.bytes
        }
    }
}
