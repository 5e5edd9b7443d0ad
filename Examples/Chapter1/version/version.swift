// Tells which version of the library this is, and which version of the protocol it speaks.
//
//     swift run version

import ZeroMQ

@main
struct Version {
    static func main() {
        print("Current swift-zeromq version is \(ZMQVersion.library)")
        print("Current ZMTP version is \(ZMQVersion.wireProtocol)")
    }
}
