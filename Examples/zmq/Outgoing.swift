import ZeroMQ

/// What a socket is to send.
enum Outgoing {
    /// Nothing: it only receives, or echoes.
    case nothing
    /// The message that the command line gives.
    case message(Message)
    /// Each line of the standard input.
    case lines(InputFormat)
}
