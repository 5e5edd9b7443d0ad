internal import LibZMQ

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Where and when a run was made.
struct Machine: Sendable {
    /// The name of the processor, as far as the system tells.
    let processor: String
    /// How many processors are in use.
    let cores: Int
    /// The version of the system.
    let system: String
    /// The date and the time, in UTC.
    let date: String
    /// The version of libzmq.
    let libzmq: String

    init() {
        processor = Self.value(of: "model name", in: "/proc/cpuinfo") ?? "unknown processor"
        cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        #if os(Linux)
        let release = SystemFile.text(of: "/proc/sys/kernel/osrelease")?.split(separator: "\n").first
        system = "Linux " + (release.map(String.init) ?? "")
        #else
        system = "Darwin"
        #endif
        date = Self.now
        libzmq = LibZMQ.version.map { "\($0)" } ?? "none"
    }

    /// One line.
    var description: String { "\(processor), \(cores) cores, \(system), libzmq \(libzmq), \(date)" }

    /// The machine as part of a file.
    var json: JSON {
        .object([
            ("processor", .text(processor)), ("cores", .whole(cores)), ("system", .text(system)),
            ("libzmq", .text(libzmq)), ("date", .text(date)),
        ])
    }

    private static func value(of name: String, in path: String) -> String? {
        let lines = SystemFile.text(of: path)?.split(separator: "\n")
        guard let line = lines?.first(where: { $0.hasPrefix(name) }) else { return nil }
        return line.split(separator: ":", maxSplits: 1).last.map { String($0.drop { $0 == " " }) }
    }

    private static var now: String {
        var seconds = time(nil)
        var parts = unsafe tm()
        _ = unsafe gmtime_r(&seconds, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return unsafe "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) "
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)) UTC"
    }
}
