#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// What a process has done and used up to a moment. The difference of two samples is a measurement.
struct Sample: Sendable {
    /// Nanoseconds of the monotonic clock.
    var nanoseconds = 0
    /// What the workers have counted.
    var count = 0
    /// How many workers have counted something, and how many there are.
    var active = 0
    var workers = 0
    /// Processor time in user and in system mode, in microseconds.
    var userMicroseconds = 0
    var systemMicroseconds = 0
    /// Context switches, of both kinds.
    var switches = 0
    /// Memory that is resident now, in bytes; on systems that do not tell, the most it ever was.
    var residentBytes = 0

    /// Processor time, in microseconds.
    var microseconds: Int { userMicroseconds + systemMicroseconds }

    /// Takes a sample of this process.
    init(of crew: Crew) {
        let time = ProcessorTime()
        userMicroseconds = time.userMicroseconds
        systemMicroseconds = time.systemMicroseconds
        switches = time.switches
        residentBytes =
            Self.residentPages.map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) } ?? time.peakMemory
        (active, workers) = (crew.active, crew.size)
        count = crew.total
        nanoseconds = Self.now
    }

    /// Reads a sample that another process has written; nil when the text is none.
    init?(_ text: some StringProtocol) {
        let words = text.split(separator: " ")
        let numbers = words.dropFirst().compactMap { Int($0) }
        guard words.first == "sample", numbers.count == 8, words.count == 9 else { return nil }
        nanoseconds = numbers[0]
        count = numbers[1]
        active = numbers[2]
        workers = numbers[3]
        userMicroseconds = numbers[4]
        systemMicroseconds = numbers[5]
        switches = numbers[6]
        residentBytes = numbers[7]
    }

    /// The sample as a line for another process.
    var line: String {
        let numbers = [
            nanoseconds, count, active, workers, userMicroseconds, systemMicroseconds, switches,
            residentBytes,
        ]
        return "sample " + numbers.map(String.init).joined(separator: " ")
    }

    /// The monotonic clock, in nanoseconds.
    static var now: Int {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
    }

    /// The second number of Linux's statm.
    private static var residentPages: Int? {
        guard let text = SystemFile.text(of: "/proc/self/statm") else { return nil }
        let words = text.split(separator: " ")
        return words.count > 1 ? Int(words[1]) : nil
    }
}
