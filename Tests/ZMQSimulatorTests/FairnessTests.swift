import Testing
import ZMQSimulator
import ZeroMQ

/// Who gets what, and who is heard when.
@Suite struct FairnessTests {
    @Test(arguments: [SocketType.pull, .dealer, .router])
    func `SOCK-07 peers with messages are read in turn`(type: SocketType) throws {
        let hosts = try TwoHosts("\(#function) \(type)")
        let receiver = try hosts.bound(type)
        let senders = try (0..<5).map { _ in try hosts.connected(type == .pull ? .push : .dealer) }
        for (index, sender) in senders.enumerated() {
            for _ in 0..<(index == 0 ? 1000 : 100) { try sender.send("\(index)") }
        }
        hosts.simulation.run(for: .seconds(2))
        var counts = [0, 0, 0, 0, 0]
        for round in 1...100 {
            for _ in 0..<5 {
                let message = try receiver.receive(timeout: .seconds(1))
                counts[Int(message[message.count - 1].text) ?? 0] += 1
            }
            // After each round everybody was heard once more.
            #expect(counts == [Int](repeating: round, count: 5))
        }
        for _ in 0..<900 { #expect(try receiver.receive(timeout: .seconds(1)).last == "0") }
    }

    @Test(arguments: [SocketType.push, .dealer])
    func `SOCK-08 peers with room are given messages in turn`(type: SocketType) throws {
        let hosts = try TwoHosts("\(#function) \(type)")
        let sender = try hosts.bound(type)
        let receivers = try (0..<5).map { _ in try hosts.connected(type == .push ? .pull : .dealer) }
        hosts.simulation.run { sender.peers.count == 5 }
        for number in 0..<1000 { try sender.send([Frame("\(number)"), Frame("second"), Frame("third")]) }
        for receiver in receivers {
            var last = -1
            for _ in 0..<200 {
                let message = try receiver.receive(timeout: .seconds(1))
                #expect(message.count == 3)
                let number = try #require(Int(message.text))
                #expect(last == -1 || number == last + 5)
                last = number
            }
            #expect(try receiver.tryReceive() == nil)
        }
    }

    @Test func `SOCK-08 a peer that comes or goes changes nothing for the others`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.bound(.push)
        let stays = try (0..<3).map { _ in try hosts.connected(.pull) }
        let goes = try Socket(.pull, in: hosts.simulation.makeContext(host: "other"))
        try goes.connect(TwoHosts.endpoint)
        hosts.simulation.run { push.peers.count == 4 }
        for _ in 0..<40 { try push.send("four") }
        hosts.simulation.run(for: .milliseconds(10))
        hosts.simulation.kill("other")
        hosts.simulation.run { push.peers.count == 3 }
        for _ in 0..<30 { try push.send("three") }
        hosts.simulation.run(for: .milliseconds(10))
        #expect(stays.map(\.statistics.queuedToReceive) == [20, 20, 20])
    }
}
