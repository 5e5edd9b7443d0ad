internal import ZeroMQ

/// A messaging library as the workloads see it; there is one for ZeroMQ and one for libzmq, and every workload
/// is written once for both.
///
/// Workloads are generic over it and specialised, so that it costs nothing per message. All options keep the
/// defaults of their library, high-water marks of 1000 included, unless a workload says otherwise.
protocol Driver: Sendable {
    associatedtype Socket: DriverSocket

    /// Opens the library: one context, one lane or I/O thread.
    init() throws

    /// Makes a socket of `type`.
    func socket(_ type: SocketType, _ needs: SocketNeeds) throws -> Socket

    /// Waits until everything that was sent is with the network. No socket can be used afterwards.
    func finish()
}
