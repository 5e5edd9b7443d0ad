internal import Foundation

/// Whether a missing peer is a failure. Usually it is not: its tests are skipped, with a reason.
public enum PeerRequirement {
    /// True when `ZEROMQ_REQUIRE_LIBZMQ=1` is in the environment, as it is on machines that are set up for
    /// interoperability tests.
    public static let isStrict = ProcessInfo.processInfo.environment["ZEROMQ_REQUIRE_LIBZMQ"] == "1"
}
