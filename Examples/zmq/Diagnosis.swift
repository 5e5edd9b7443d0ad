import ZeroMQ

/// Why two sockets did not come together: how far they got step by step, what that means, and what to do.
struct Diagnosis: Hashable {
    /// The steps on the way to the first message, in their order.
    enum Step: Int, CaseIterable {
        case connection, greeting, security, types

        var name: String {
            switch self {
            case .connection: "connection"
            case .greeting: "ZMTP greeting"
            case .security: "security mechanism"
            case .types: "socket types"
            }
        }
    }

    /// The step that failed.
    let failed: Step
    /// What was seen there.
    let seen: String
    let meaning: String
    let remedy: String

    /// The diagnosis as lines, each step on one of them.
    var lines: [String] {
        let width = Step.allCases.map(\.name.count).max() ?? 0
        let steps = Step.allCases.map { step in
            let result =
                step.rawValue < failed.rawValue ? "ok" : step == failed ? "FAILED: \(seen)" : "not reached"
            let name = step.name + String(repeating: " ", count: width - step.name.count)
            return "\(step.rawValue + 1). \(name)  \(result)"
        }
        return steps + ["What it means: \(meaning)", "What to do: \(remedy)"]
    }
}
