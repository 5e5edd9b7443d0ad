/// A version of libzmq: 4.3.4.
package struct LibZMQVersion: Comparable, Hashable, Sendable, CustomStringConvertible {
    package let major: Int32
    package let minor: Int32
    package let patch: Int32

    package init(_ major: Int32, _ minor: Int32, _ patch: Int32) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    package var description: String { "\(major).\(minor).\(patch)" }

    package static func < (earlier: Self, later: Self) -> Bool {
        (earlier.major, earlier.minor, earlier.patch) < (later.major, later.minor, later.patch)
    }
}
