/// Where the forms of `send` and `receive` that every typed socket has end up. The generic forms are inlined into
/// the program and call these, which are not generic: nothing is looked up per message.
extension Socket {
    @usableFromInline
    @inline(never)
    func sendNow(_ message: Message) throws(ZMQError) -> Bool {
        try core.trySend(message)
    }

    @usableFromInline
    func sendBlocking(_ message: Message) throws(ZMQError) {
        if try sendNow(message) { return }
        try waitToSend(message)
    }

    // Apart, because the stack of a function that handles instants is set up at run time.
    @inline(never)
    private func waitToSend(_ message: Message) throws(ZMQError) {
        try core.send(message, until: core.deadline(core.options.sendTimeout))
    }

    @usableFromInline
    func sendSuspending(_ message: Message) async throws(ZMQError) {
        try await core.send(message, until: core.deadline(core.options.sendTimeout))
    }

    @usableFromInline
    @inline(never)
    func receiveNow() throws(ZMQError) -> Message? {
        try core.tryReceive()
    }

    @usableFromInline
    func receiveBlocking() throws(ZMQError) -> Message {
        if let message = try receiveNow() { return message }
        return try waitToReceive()
    }

    @inline(never)
    private func waitToReceive() throws(ZMQError) -> Message {
        return try core.receive(until: core.deadline(core.options.receiveTimeout))
    }

    @usableFromInline
    func receiveSuspending() async throws(ZMQError) -> Message {
        try await core.receive(until: core.deadline(core.options.receiveTimeout))
    }
}
