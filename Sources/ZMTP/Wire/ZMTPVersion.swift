/// A version of the wire protocol, as announced in a greeting.
package struct ZMTPVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var major: UInt8
    package var minor: UInt8

    package init(major: UInt8, minor: UInt8) {
        self.major = major
        self.minor = minor
    }

    package static let v1_0 = ZMTPVersion(major: 1, minor: 0)
    package static let v2_0 = ZMTPVersion(major: 2, minor: 0)
    package static let v3_0 = ZMTPVersion(major: 3, minor: 0)
    package static let v3_1 = ZMTPVersion(major: 3, minor: 1)

    /// The version whose rules hold towards a peer that announces this one: a later version than ours is
    /// served like ours (ZMTP-13, ZMTP-14).
    package var spoken: ZMTPVersion {
        self >= .v3_1 ? .v3_1 : self
    }

    package static func < (left: ZMTPVersion, right: ZMTPVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    package var description: String { "\(major).\(minor)" }
}
