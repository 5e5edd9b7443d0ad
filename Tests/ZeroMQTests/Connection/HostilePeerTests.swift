import TestPrograms
import TestSeeds
import Testing
import ZeroMQ

/// Sockets that listen where everybody may connect, with everything around the protocol engine: real connections,
/// queues and routing. What the engine alone makes of such bytes is in ZMTPTests.
///
/// ZEROMQ_FUZZ_ROUNDS in the environment makes the attacks so many times as long.
@Suite(.timeLimit(.minutes(60)))
struct HostilePeerTests {
    @Test(arguments: SocketType.allCases, TransportUnderTest.networks)
    func `C-110 whatever strangers send, a good peer is served`(
        type: SocketType, over transport: TransportUnderTest
    )
        async throws
    {
        var random = SeededRandom.announced(for: "strangers at a \(type) over \(transport)")
        let context = Context()
        for allowsZMTP1 in [false, true] {
            let besieged = try BesiegedSocket(type, over: transport, in: context, allowsZMTP1: allowsZMTP1)
            for round in 0..<2 * TestEnvironment.fuzzRounds {
                random = try await onThread { [random] in
                    var random = random
                    try besieged.attack(by: 8, using: &random)
                    return random
                }
                try await besieged.serves("still there, round \(round)")
            }
        }
        await context.terminate()
    }

    #if os(Linux)
    @Test(.onOwnThreads) func `strangers leave neither descriptors nor memory behind`() async {
        let seed = SeededRandom.announced(for: "what strangers leave behind").seed
        await #expect(processExitsWith: .success) { [seed = seed as UInt64] in
            await tellingErrors {
                var random = SeededRandom(seed: seed)
                let context = Context()
                let besieged = try SocketType.allCases.flatMap { type in
                    try TransportUnderTest.networks.map { transport in
                        try BesiegedSocket(type, over: transport, in: context, allowsZMTP1: transport == .ipc)
                    }
                }
                var before = ProcessResources()
                // After the first rounds the allocator and the lanes have what they need.
                for round in 0..<4 + 4 * TestEnvironment.fuzzRounds {
                    for socket in besieged {
                        try socket.attack(by: 4, using: &random)
                        try await socket.serves("round \(round)")
                        try await socket.socket.hasPeers(0)
                    }
                    if round == 3 { before = ProcessResources() }
                }
                // Far less than the 400 connections and more had; one in eight of them sent up to 400 kB.
                try await before.areRestored(exceptBytes: 1_000_000)
                await context.terminate()
            }
        }
    }
    #endif
}
