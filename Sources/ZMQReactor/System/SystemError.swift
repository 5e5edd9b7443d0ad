/// A failed call to the system: which one, and the error number it gave.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was attempted: `bind`, `connect`, `getaddrinfo`.
    package let operation: String

    /// The system's error number.
    package let number: Int32

    /// A remark when the number alone would mislead, for example the name that did not resolve.
    package let detail: String?

    package init(_ operation: String, number: Int32, detail: String? = nil) {
        self.operation = operation
        self.number = number
        self.detail = detail
    }
}
