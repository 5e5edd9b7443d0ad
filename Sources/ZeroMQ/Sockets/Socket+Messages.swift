/// Where the forms of `send` and `receive` that every typed socket has end up. The generic forms are inlined into
/// the program and call these, which are not generic: nothing is looked up per message.
extension Socket {
    @usableFromInline
    func sendNow(_ message: Message) throws(ZMQError) -> Bool {
        try core.trySend(message)
    }

    @usableFromInline
    func sendBlocking(_ message: Message) throws(ZMQError) {
        if try core.trySend(message) { return }
        try core.send(message, until: core.deadline(core.options.sendTimeout))
    }

    @usableFromInline
    func sendSuspending(_ message: Message) async throws(ZMQError) {
        try await core.send(message, until: core.deadline(core.options.sendTimeout))
    }

    @usableFromInline
    func receiveNow() throws(ZMQError) -> Message? {
        try core.tryReceive()
    }

    @usableFromInline
    func receiveBlocking() throws(ZMQError) -> Message {
        if let message = try core.tryReceive() { return message }
        return try core.receive(until: core.deadline(core.options.receiveTimeout))
    }

    @usableFromInline
    func receiveSuspending() async throws(ZMQError) -> Message {
        try await core.receive(until: core.deadline(core.options.receiveTimeout))
    }
}
