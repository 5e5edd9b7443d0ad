#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What the environment asks of the tests.
enum TestEnvironment {
    /// The seed to repeat a random test with.
    static let seed: UInt64? = unsafe getenv("ZMQ_TEST_SEED").flatMap { unsafe UInt64(String(cString: $0)) }
}
