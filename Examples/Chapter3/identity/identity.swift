// Identities: the first frame of what a ROUTER receives names the peer that sent it. The ROUTER makes a name up, unless
// the peer has chosen one.
//
//     swift run identity
//
// It prints both messages, frame by frame: five bytes in hexadecimal, and PEER2. Argument: where the sockets meet
// (inproc://example).

import ZeroMQ

@main
struct Identity {
    static func main() throws {
        let endpoint = CommandLine.arguments.dropFirst().first ?? "inproc://example"
        try runUntilInterrupted { context in
            let sink = try RouterSocket(in: context)
            try sink.bind(endpoint)

            // First the ROUTER makes up the identity.
            let anonymous = try RequestSocket(in: context)
            try anonymous.connect(endpoint)
            try anonymous.send("ROUTER uses a generated identity")
            print(try sink.receive().dump())

            // Then we choose it ourselves. The empty frame comes from REQ: it ends the address.
            let identified = try RequestSocket(in: context, options: SocketOptions(routingID: "PEER2"))
            try identified.connect(endpoint)
            try identified.send("ROUTER uses REQ's socket identity")
            print(try sink.receive().dump())
        }
    }
}
