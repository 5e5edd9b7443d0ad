/// A value that a lock guards, or that only one lane touches, changed in place without the run-time check for
/// overlapping accesses: on the way of a message that check costs about as much as the lock.
///
/// Safety: `with` is called only with the lock held, or on the lane, and never from within `body`; so accesses cannot
/// overlap.
@safe final class Unchecked<Value> {
    @exclusivity(unchecked) private var value: Value

    init(_ value: Value) {
        unsafe self.value = value
    }

    @inline(__always)
    func with<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(&value)
    }
}
