internal import ZMTP

/// Which version of the library a program runs with, and which protocol it speaks.
public enum ZMQVersion {
    /// The version of this library (zmq_version): three numbers, `0.1.0`.
    public static let library = "0.1.0"

    /// The version of the wire protocol that is offered to peers: two numbers, `3.1`. With an older peer its own
    /// version is spoken.
    public static let wireProtocol = ZMTPVersion.v3_1.description
}
