#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What the environment asks of the tests.
enum TestEnvironment {
    /// Whether tests may take their time, and gigabytes.
    static let isLong = value("ZEROMQ_LONG_TESTS") == "1"

    /// How many times as long as usual hostile peers are let at a socket.
    static let fuzzRounds = value("ZEROMQ_FUZZ_ROUNDS").flatMap { Int($0) }.map { max($0, 1) } ?? 1

    private static func value(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}
