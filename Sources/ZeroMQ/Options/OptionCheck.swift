/// Refuses option values that are out of their range, in one form of words.
struct OptionCheck {
    /// What the options are for, as errors name it: `make a PUSH socket`.
    let operation: String

    /// The longest duration an option can have: libzmq's 31 bits, here of seconds. With it no sum with a
    /// point in time can overflow.
    static let longest: Duration = .seconds(Int64(Int32.max))

    /// The largest count: what fits the 31 bits of libzmq and of the system's own options.
    static let largest = Int(Int32.max)

    func duration(
        _ value: Duration, _ name: String, from lowest: Duration, through highest: Duration = longest
    ) throws(ZMQError) {
        guard value < lowest || value > highest else { return }
        throw refusal(name, value: value, legal: "\(lowest) to \(highest)")
    }

    func count(
        _ value: Int, _ name: String, from lowest: Int, through highest: Int = largest, unit: String,
        remark: String = ""
    ) throws(ZMQError) {
        guard value < lowest || value > highest else { return }
        let remark = remark.isEmpty ? "" : " (\(remark))"
        throw refusal(name, value: value, legal: "\(lowest) to \(highest) \(unit)\(remark)")
    }

    func refusal(_ name: String, value: some Any, legal: String) -> ZMQError {
        ZMQError(
            .invalidArgument, operation: operation, reason: "the option \(name) is \(value)",
            remedy: "use \(legal)")
    }
}
