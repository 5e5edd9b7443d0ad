import Foundation
import TestPrograms
import Testing
import ZeroMQ

/// Parallel image processing, between processes and in one.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ThumbnailTests {
    /// Two folders, the first with `count` pictures of 200 x 100, each of one colour, and with what is none.
    static func withFolders(
        pictures count: Int, _ body: (String, String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "thumbnails-\(UUID().uuidString)")
        let (pictures, thumbnails) = (folder.appending(path: "large"), folder.appending(path: "small"))
        try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for number in 0..<count {
            var file = Data("P6\n200 100\n255\n".utf8)
            for _ in 0..<(200 * 100) { file.append(contentsOf: [UInt8(number), 100, 200]) }
            try file.write(to: pictures.appending(path: "picture \(number).ppm"))
        }
        try Data("P6 this is no picture".utf8).write(to: pictures.appending(path: "broken.ppm"))
        try Data("neither is this".utf8).write(to: pictures.appending(path: "readme.txt"))
        try await body(pictures.path, thumbnails.path)
    }

    /// All thumbnails are there, small, and of the same colour; nothing else is.
    static func check(_ thumbnails: String, count: Int) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: thumbnails)
        #expect(Set(names) == Set((0..<count).map { "picture \($0).ppm" }))
        for number in 0..<count {
            let url = URL(filePath: thumbnails).appending(path: "picture \(number).ppm")
            // 200 x 100 fits into 64 x 64 when it is made four times smaller.
            var expected = Data("P6 50 25 255\n".utf8)
            for _ in 0..<(50 * 25) { expected.append(contentsOf: [UInt8(number), 100, 200]) }
            #expect(try Data(contentsOf: url) == expected)
        }
    }

    @Test func `source, workers and sink in processes of their own begin at the signal and end together`()
        async throws
    {
        try await Self.withFolders(pictures: 20) { pictures, thumbnails in
            let endpoints = (0..<4).map { _ in TestEndpoint.make() }
            let source = try TestProgram.built("thumbnails", arguments: ["source", pictures] + endpoints)
            let workers = try (0..<3).map { _ in
                try TestProgram.built("thumbnails", arguments: ["worker"] + endpoints)
            }
            let sink = try TestProgram.built("thumbnails", arguments: ["sink", thumbnails] + endpoints)
            try await source.line(containing: "Waiting for the start")
            #expect(source.lines.count == 1)
            // One that came after the end would wait for it for ever.
            for worker in workers { try await worker.line(containing: "is ready") }
            #expect(workers.allSatisfy { $0.lines.count == 1 })

            let start = try TestProgram.built("thumbnails", arguments: ["start"] + endpoints)
            #expect(try await start.exitStatus() == 0)
            #expect(start.lines == ["21 pictures"])
            for program in [source, sink] + workers { #expect(try await program.exitStatus() == 0) }
            #expect(source.lines.last == "21 pictures handed out")
            #expect(sink.lines == ["broken.ppm is no picture", "21 thumbnails"])
            // Each picture by one worker.
            let done = workers.map { $0.lines.dropFirst() }.joined().map {
                $0.split(separator: ": ").last.map(String.init) ?? ""
            }
            #expect(done.sorted() == ((0..<20).map { "picture \($0).ppm" } + ["broken.ppm"]).sorted())
            try Self.check(thumbnails, count: 20)
        }
    }

    @Test func `everything in one process does the same, shared by four workers`() async throws {
        try await Self.withFolders(pictures: 40) { pictures, thumbnails in
            let program = try TestProgram.built("thumbnails", "all", pictures, thumbnails)
            #expect(try await program.exitStatus() == 0)
            #expect(program.lines.contains("41 thumbnails"))
            let shares = (1...4).map { number in program.lines.count { $0.hasPrefix("worker \(number): ") } }
            #expect(shares.sorted() == [10, 10, 10, 11])
            try Self.check(thumbnails, count: 40)
        }
    }

    @Test func `the source sends nothing before the signal`() async throws {
        try await Self.withFolders(pictures: 3) { pictures, _ in
            try await withContext { context in
                let endpoints = (0..<4).map { _ in TestEndpoint.make() }
                let sink = try PullSocket(in: context)
                try sink.bind(endpoints[1])
                let source = try TestProgram.built("thumbnails", arguments: ["source", pictures] + endpoints)
                let worker = try PullSocket(in: context)
                try await worker.connect(endpoints[0]).ready(timeout: .seconds(60))
                try await source.line(containing: "Waiting for the start")
                await #expect(throws: ZMQError.self) { try await worker.receive(timeout: .milliseconds(200)) }
                #expect(try sink.tryReceive() == nil)

                let button = try RequestSocket(in: context)
                try button.connect(endpoints[3])
                #expect(try await button.request("now", timeout: .seconds(60)) == "4 pictures")
                #expect(try await sink.receive(timeout: .seconds(60)) == "4")
                for _ in 0..<4 {
                    #expect(try await worker.receive(timeout: .seconds(60)).count == 2)
                }
                #expect(try await source.exitStatus() == 0)
            }
        }
    }
}
