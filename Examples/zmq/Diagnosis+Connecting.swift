import ZeroMQ

extension Diagnosis {
    /// Of an attempt that did not even make a connection.
    init(connecting error: ZMQError) {
        let (meaning, remedy) = Self.advice(on: error)
        self.init(failed: .connection, seen: error.reason, meaning: meaning, remedy: remedy)
    }

    private static func advice(on error: ZMQError) -> (meaning: String, remedy: String) {
        let keepsTrying = "a socket that connects keeps trying, so the other side may also start later"
        switch error.code {
        case .connectionRefused where error.endpoint?.hasPrefix("ipc://") == true:
            return (
                "nobody has bound this path, or it is on another machine or in another container.",
                "start the program that binds it, or check the path; \(keepsTrying)."
            )
        case .connectionRefused:
            return (
                "the machine is there, but no program listens at this endpoint.",
                "start the program that binds it, or check the port (on its machine: ss -ltn); \(keepsTrying)."
            )
        case .nameNotResolved:
            return (
                "no machine of this name is known here.",
                "check the spelling (getent hosts NAME), or write the address in numbers."
            )
        case .networkUnreachable:
            return (
                "no way leads to this address from here.",
                "check the address and the network (ping, ip route)."
            )
        case .timedOut:
            return (
                "the address does not answer at all: the machine is off, or a firewall drops what is sent to it.",
                "check that the machine is on, and that a firewall lets this port through."
            )
        case .permissionDenied:
            return ("this user may not connect there.", "check the permissions of the path, or of the user.")
        default:
            return ("the system could not make the connection.", "see what the system says above.")
        }
    }
}
