/// A reference that is used only by whoever holds a certain lock.
///
/// Safety: the owner names the lock where it declares the value, and reads `value` only with the lock held.
struct LockConfined<Value>: @unchecked Sendable {
    let value: Value

    init(_ value: Value) {
        self.value = value
    }
}
