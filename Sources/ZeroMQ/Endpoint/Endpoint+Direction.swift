package import ZMQReactor

extension Endpoint {
    /// Checks that the endpoint makes sense for a bind, or else for a connect, and returns it.
    ///
    /// Wildcards are for binding, a source address is for connecting; all else goes for both.
    ///
    /// - Throws: ``ZMQError/Code/invalidArgument``.
    @discardableResult
    package func validated(forBinding: Bool) throws(ZMQError) -> Endpoint {
        guard let problem = forBinding ? problemInBinding : problemInConnecting else { return self }
        throw ZMQError(
            .invalidArgument, operation: forBinding ? "bind" : "connect", endpoint: description,
            reason: problem.reason, remedy: problem.remedy)
    }

    /// The endpoint of a listener, for peers in this process to connect to and for people to read.
    ///
    /// A host of `*` becomes `0.0.0.0`, as in libzmq's ZMQ_LAST_ENDPOINT: systems take a connection to it as
    /// one to this machine, so that what `bind` returns can be handed to `connect`.
    package init(bound address: NetworkAddress) {
        if case .tcp(var tcp) = address, tcp.host == "*" {
            tcp.host = "0.0.0.0"
            self.init(.tcp(tcp))
        } else {
            self.init(address)
        }
    }

    private typealias Problem = (reason: String, remedy: String)

    private var problemInBinding: Problem? {
        guard case .network(.tcp(let address)) = target, address.sourceHost != nil else { return nil }
        return ("a source address has no meaning for a listener", "leave out the part before the ;")
    }

    private var problemInConnecting: Problem? {
        switch target {
        case .network(.tcp(let address)) where address.host == "*":
            ("the host * stands for all addresses, which only bind accepts", "name the host to connect to")
        case .network(.tcp(let address)) where address.port == 0:
            ("the port is left open, which only bind accepts", "name the port, 1 to 65535")
        case .network(.ipc(path: "*")):
            ("the path * asks for one to be made up, which only bind does", "name the path to connect to")
        case .network, .inproc: nil
        }
    }
}
