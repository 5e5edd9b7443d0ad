extension SocketOptions {
    /// An option that only some socket types have.
    struct TypeOption {
        let name: String
        let types: [SocketType]
        let value: String
        /// Whether it differs from its default.
        let isSet: Bool

        init<Value: Equatable>(
            _ name: String, _ types: [SocketType], _ path: KeyPath<SocketOptions, Value>,
            of options: SocketOptions
        ) {
            self.name = name
            self.types = types
            value = "\(options[keyPath: path])"
            isSet = options[keyPath: path] != SocketOptions.defaults[keyPath: path]
        }
    }

    private static let defaults = SocketOptions()

    /// The options that not every type has, with the types that have them.
    var typeOptions: [TypeOption] {
        [
            TypeOption("conflate", [.dealer, .pull, .push, .pub, .sub], \.conflate, of: self),
            TypeOption("probeRouter", [.req, .dealer, .router], \.probeRouter, of: self),
            TypeOption("request.correlates", [.req], \.request.correlates, of: self),
            TypeOption("request.isRelaxed", [.req], \.request.isRelaxed, of: self),
            TypeOption("router.mandatory", [.router], \.router.mandatory, of: self),
            TypeOption("router.onDuplicateIdentity", [.router], \.router.onDuplicateIdentity, of: self),
            TypeOption("publisher.verbosity", [.xpub], \.publisher.verbosity, of: self),
            TypeOption("publisher.manual", [.xpub], \.publisher.manual, of: self),
            TypeOption("publisher.noDrop", [.pub, .xpub], \.publisher.noDrop, of: self),
            TypeOption("publisher.welcomeMessage", [.pub, .xpub], \.publisher.welcomeMessage, of: self),
            TypeOption("invertMatching", [.pub, .xpub, .sub], \.invertMatching, of: self),
            TypeOption("onlyFirstSubscribe", [.xpub, .xsub], \.onlyFirstSubscribe, of: self),
        ]
    }
}
