import Testing
import ZeroMQ

@Suite struct ZMQVersionTests {
    @Test func `C-002 the library tells its version`() {
        let numbers = ZMQVersion.library.split(separator: ".", omittingEmptySubsequences: false).map {
            Int($0)
        }
        #expect(numbers.count == 3)
        #expect(numbers.allSatisfy { $0 != nil })
    }

    @Test func `C-002 the library tells which protocol it speaks`() {
        #expect(ZMQVersion.wireProtocol == "3.1")
    }
}
