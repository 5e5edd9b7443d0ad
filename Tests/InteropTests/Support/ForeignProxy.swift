import Foundation
import LibZMQ

/// A `zmq_proxy` of libzmq between a ROUTER and a DEALER, on a thread of its own until nobody refers to it.
final class ForeignProxy: Sendable {
    /// Where requests are sent to.
    let front: String

    /// Where those who answer connect to.
    let back: String

    private let context: ForeignContext

    init(over transport: WireTransport) throws {
        context = try ForeignContext()
        let frontend = try ForeignSocket(.router, in: context)
        let backend = try ForeignSocket(.dealer, in: context)
        front = try frontend.bind(transport.makeEndpoint())
        back = try backend.bind(transport.makeEndpoint())
        Thread.detachNewThread {
            _ = frontend.proxy(with: backend)
        }
    }

    deinit {
        context.shutDown()
    }
}
