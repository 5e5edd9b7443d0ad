internal import ZMQReactor
internal import ZMTP

extension PeerInfo {
    /// What the handshake on a connection told.
    init(_ description: PeerDescription, connection: PeerConnection) {
        var properties: [String: [UInt8]] = [:]
        for property in description.properties.properties { properties[property.name] = property.value }
        self.init(
            id: connection.id, address: connection.channel.remoteAddress, endpoint: connection.endpoint,
            socketType: description.socketKind?.name ?? "",
            routingID: description.identity.isEmpty ? nil : Frame(description.identity),
            zmtpVersion: ProtocolVersion(major: description.version.major, minor: description.version.minor),
            mechanism: description.mechanism, properties: properties)
    }
}

extension EngineConfiguration {
    /// What a socket's connections say about it.
    init(_ socket: SocketCore) {
        let options = socket.options
        self.init(socketKind: SocketKind(socket.type), identity: options.routingID?.bytes ?? [])
        applicationProperties = options.metadata.map {
            Metadata.Property(name: $0.key, value: Array($0.value.utf8))
        }
        maximumFrameBytes = options.maximumMessageBytes.map { UInt64($0) }
        allowsZMTP2 = options.allowsZMTP2
        allowsZMTP1 = options.allowsZMTP1
    }
}

extension SocketKind {
    /// The name of a socket type on the wire.
    init(_ type: SocketType) {
        switch type {
        case .pair: self = .pair
        case .pub: self = .publisher
        case .sub: self = .subscriber
        case .req: self = .request
        case .rep: self = .reply
        case .dealer: self = .dealer
        case .router: self = .router
        case .pull: self = .pull
        case .push: self = .push
        case .xpub: self = .xPublisher
        case .xsub: self = .xSubscriber
        }
    }
}
