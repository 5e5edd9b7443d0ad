package import ZMTP

/// What a peer may send that nobody should: conversations, made by the library's own encoder, and what spoils them.
package enum HostileBytes {
    /// Octets that are often near something legal.
    package static func octets(
        _ count: Int, using generator: inout some RandomNumberGenerator
    ) -> [UInt8] {
        (0..<count).map { _ in
            let byte = UInt8.random(in: 0...255, using: &generator)
            return Bool.random(using: &generator) ? byte & 7 : byte
        }
    }

    /// A conversation that goes well with some peer, in pieces: greeting, handshake, and each frame of the traffic.
    /// Most are of ZMTP 3, some of 2.0 and 1.0.
    package static func conversation(
        as kind: SocketKind, mechanism: String = "NULL", using generator: inout some RandomNumberGenerator
    ) -> [[UInt8]] {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0:
            let greeting: [UInt8] = [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 1, kind.version2Code ?? 3]
            return [greeting, [0, 0]] + traffic(using: &generator)
        case 1:
            return [
                [4, 0, 0x41, 0x42, 0x43], [2, 1, 0x41], [2, 0, 0x41],
                [0xFF, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0x42, 0x42, 0x42],
            ]
        default:
            let version = [.v3_0, .v3_1].randomElement(using: &generator) ?? ZMTPVersion.v3_1
            let greeting = Greeting(version: version, mechanism: mechanism, isServer: false)
            let metadata = Metadata(kind: kind, identity: octets(5, using: &generator), application: [])
            return [greeting.bytes(paddedFor: nil), Command.ready(metadata).frame]
                + traffic(using: &generator)
        }
    }

    private static func traffic(using generator: inout some RandomNumberGenerator) -> [[UInt8]] {
        [
            FrameHeader.frame(octets(20, using: &generator), more: true),
            FrameHeader.frame(octets(300, using: &generator)),
            Command.ping(tenths: 3, context: [1, 2, 3]).frame,
            Command.subscribe([1]).frame,
            FrameHeader.frame([]),
            FrameHeader.frame([1]),
            Command.cancel([1]).frame,
            Command.pong(context: []).frame,
        ]
    }

    /// The bytes of a conversation of which some pieces were dropped, doubled, swapped, cut short, spoiled, or follow
    /// a header that claims more than there is.
    package static func spoiled(
        _ conversation: [[UInt8]], using generator: inout some RandomNumberGenerator
    ) -> [UInt8] {
        var pieces = conversation
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            guard let place = pieces.indices.randomElement(using: &generator) else { break }
            switch Int.random(in: 0..<12, using: &generator) {
            case 0: pieces.remove(at: place)
            case 1: pieces.insert(pieces[place], at: place)
            case 2: pieces.swapAt(place, pieces.indices.randomElement(using: &generator) ?? place)
            case 3: pieces.insert(claim(using: &generator), at: place)
            case 4:
                pieces.removeSubrange((place + 1)...)
                pieces[place].removeLast(Int.random(in: 0...pieces[place].count, using: &generator))
            default: spoil(&pieces[place], using: &generator)
            }
        }
        return pieces.flatMap(\.self)
    }

    /// Changes a few octets, of a long piece rather the first ones.
    private static func spoil(_ piece: inout [UInt8], using generator: inout some RandomNumberGenerator) {
        let reach = Bool.random(using: &generator) ? 10 : piece.count
        guard let place = (0..<min(reach, piece.count)).randomElement(using: &generator) else { return }
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: piece[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: piece[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
        case 2: piece.insert(contentsOf: octets(3, using: &generator), at: place)
        default: piece.removeSubrange(place..<min(place + 3, piece.count))
        }
    }

    /// A header of the long form with a size that is not to be believed.
    private static func claim(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        let sizes: [UInt64] = [
            0, 1, 65_536, 1 << 31 - 1, 1 << 31, 1 << 32, 1 << 40, UInt64(Int64.max) - 8, UInt64(Int64.max),
            1 << 63, .max,
        ]
        let size = sizes.randomElement(using: &generator) ?? 0
        let flags = [2, 3, 6].randomElement(using: &generator) ?? 2 as UInt8
        return [flags] + (0..<8).map { UInt8(truncatingIfNeeded: size >> (56 - 8 * $0)) }
    }
}
