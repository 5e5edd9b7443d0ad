import LibZMQ
import TestPrograms
import Testing

extension Trait where Self == ConditionTrait {
    /// Skips a test or a suite when libzmq cannot be loaded.
    static var needsLibZMQ: Self {
        .enabled(if: LibZMQ.loaded != nil, "libzmq is not installed: apt-get install libzmq5")
    }
}

/// The peers that have to be there when they are required (`ZEROMQ_REQUIRE_LIBZMQ=1`).
@Suite(.enabled(if: PeerRequirement.isStrict, "peers are optional: ZEROMQ_REQUIRE_LIBZMQ is not 1"))
struct PeerPresenceTests {
    @Test func `libzmq can be loaded`() throws {
        let reason = LibZMQ.loadFailure?.description ?? ""
        let version = try #require(LibZMQ.version, "apt-get install libzmq5 (\(reason))")
        #expect(version >= LibZMQVersion(4, 2, 0), "the tests use options of libzmq 4.2")
    }

    @Test func `a Python with pyzmq is installed`() {
        #expect(PythonInterpreter.withZMQ != nil, "apt-get install python3-zmq")
    }
}
