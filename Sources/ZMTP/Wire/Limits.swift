/// The bounds on what a peer may make us hold or compute, each with its reason.
package enum Limits {
    /// The largest size field that is legal (ZMTP-24). It also keeps sizes inside `Int`.
    package static let frameBytes = UInt64(Int64.max)

    /// How much the frames of one message may take together beyond the largest body that is accepted: enough for
    /// envelopes and thousands of small frames. Without it a message that never ends would fill the memory.
    package static let messageOverheadBytes: UInt64 = 64 * 1024

    /// The largest body of a handshake command. A READY is some fifty bytes, a CURVE INITIATE some four hundred,
    /// so this is generous for properties, yet an unauthenticated peer cannot make us hold more (SEC-02).
    package static let handshakeCommandBytes: UInt64 = 64 * 1024

    /// The longest identity (META-11, META-12).
    package static let identityBytes = 255

    /// The longest property name: its length is one octet (META-03).
    package static let propertyNameBytes = 255

    /// The largest property value (31 bits on the wire).
    package static let propertyValueBytes = UInt64(Int32.max)

    /// The longest context of a PING that is echoed; the rest of a longer one is dropped (HB-03).
    package static let pingContextBytes = 16

    /// The longest reason in an ERROR: its length is one octet (ERR-01).
    package static let reasonBytes = 255

    /// The longest TTL in tenths of a second that is sent: libzmq computes a longer one wrongly (HB-07).
    package static let sentTimeToLiveTenths: UInt16 = 655

    /// How many PINGs may stand unanswered before no further one is sent (HB-13).
    package static let unansweredPings = 3

    /// How many commands (answers to PING, mostly) wait to be sent. A peer that asks without reading the answers must
    /// not fill our memory.
    package static let queuedCommands = 1000
}
