internal import ZeroMQ

/// What a long queue costs.
extension End {
    /// First fills the queue, then sends and receives one message at a time: the queue stays as long as it is.
    func keepQueue() throws -> [String] {
        let receiver = try driver.socket(.pull, SocketNeeds(unlimitedReceiving: true))
        _ = try receiver.bind(Self.inproc)
        let sender = try driver.socket(.push, SocketNeeds(unlimitedSending: true))
        try sender.connect(Self.inproc)
        let filling = try sender.payload(settings.body, settings.policy)
        for _ in 0..<settings.queued { try sender.send(filling) }
        try crew.thread { counter in
            let payload = try sender.payload(settings.body, settings.policy)
            while true {
                try sender.send(payload)
                try check(try receiver.receive())
                counter.add()
            }
        }
        return []
    }
}
