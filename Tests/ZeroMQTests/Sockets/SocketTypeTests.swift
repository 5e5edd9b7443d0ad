import Testing
import ZeroMQ

@Suite struct SocketTypeTests {
    // The numbers of zmq.h.
    @Test func `the types have libzmq's numbers and names`() {
        let names = ["PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH", "XPUB", "XSUB"]
        for (number, name) in names.enumerated() {
            #expect(SocketType(rawValue: UInt8(number))?.name == name)
        }
        #expect(SocketType.allCases.count == names.count)
        #expect(SocketType(rawValue: 11) == nil)
    }

    @Test func `the one-way types have one direction, the others both`() {
        #expect(SocketType.allCases.filter { !$0.canSend } == [.sub, .pull])
        #expect(SocketType.allCases.filter { !$0.canReceive } == [.pub, .push])
    }
}
