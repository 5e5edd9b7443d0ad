extension Engine {
    /// Whether an older peer could be served at all: the mechanism and our socket type must allow it (ZMTP-18).
    private var canServeOlderPeers: Bool {
        (configuration.allowsZMTP2 || configuration.allowsZMTP1) && mechanism.permitsOlderPeers
            && configuration.socketKind.version2Code != nil
    }

    private var ourGreeting: [UInt8] {
        let ours = Greeting(
            version: configuration.version, mechanism: mechanism.name, isServer: mechanism.isServer)
        return ours.bytes(paddedFor: greeting.isStaged ? configuration.identity : nil)
    }

    /// Puts out what is sent before anything is known of the peer: ten octets when it may be an older one (ZMTP-09),
    /// all otherwise (ZMTP-10).
    mutating func startGreeting() {
        greeting.isStaged = canServeOlderPeers
        output += greeting.isStaged ? ourGreeting.prefix(Greeting.signatureCount) : ourGreeting[...]
        greeting.stage = greeting.isStaged ? .signature : .whole
    }

    /// Reads on in the peer's greeting; false when more bytes are needed.
    mutating func advanceGreeting() throws(ProtocolViolation) -> Bool {
        guard let chunk = buffer.chunk, buffer.pending > 0 else { return false }
        let (start, count) = (buffer.lower, buffer.pending)
        guard Greeting.canBeSignature(chunk.bytes(start..<start + min(count, Greeting.signatureCount))) else {
            try beginUnversioned()
            return true
        }
        guard count >= Greeting.signatureCount else { return false }
        if greeting.stage == .signature {
            output.append(configuration.version.major)
            greeting.stage = .major
        }
        guard let major = chunk.bytes(start..<start + count).byte(at: Greeting.signatureCount) else {
            return false
        }
        // Revision 0 is ZMTP 1.0 behind a signature, 1 is 2.0, and so is 2 by the RFC (V2-01).
        guard major >= 3 else {
            let older: ZMTPVersion = major == 0 ? .v1_0 : .v2_0
            guard count >= Greeting.signatureCount + 2 else {
                try checkOlder(older)
                return false
            }
            let code = chunk.bytes(start..<start + count).byte(at: Greeting.signatureCount + 1) ?? 0
            try beginOlder(older, code: code)
            return true
        }
        // Without waiting for the peer's mechanism, or both would wait (ZMTP-11).
        if greeting.stage == .major {
            output += ourGreeting.dropFirst(Greeting.signatureCount + 1)
            greeting.stage = .whole
        }
        guard let theirs = Greeting(chunk.bytes(start..<start + min(count, Greeting.count))) else {
            return false
        }
        buffer.consume(Greeting.count)
        try beginHandshake(theirs)
        return true
    }

    private mutating func beginHandshake(_ theirs: Greeting) throws(ProtocolViolation) {
        guard theirs.mechanism == mechanism.name else {
            throw .mechanismMismatch(ours: mechanism.name, theirs: PeerText.shown(theirs.mechanism))
        }
        version = min(theirs.version.spoken, configuration.version)
        announced = theirs.version
        phase = .handshake
        try perform(mechanism.start())
    }
}
