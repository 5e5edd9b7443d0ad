// Parallel image processing: a source hands out pictures, workers make them small, a sink collects the thumbnails.
//
//     swift run thumbnails sink SMALL                     in one terminal: writes into the folder SMALL
//     swift run thumbnails worker                         in another one, or in several
//     swift run thumbnails source PICTURES                in one more: reads all .ppm files of the folder PICTURES
//     swift run thumbnails start                          in the last one, when all are there
//
//     swift run thumbnails all PICTURES SMALL             everything in one process, with four workers
//
// Further arguments replace the endpoints: of the pictures (tcp://localhost:5571), of the thumbnails
// (tcp://localhost:5572), of the end (tcp://localhost:5573) and of the start (tcp://localhost:5574). Sink and source
// end by themselves, and the sink ends the workers. Ctrl-C ends each.
//
// The parts do not know where the others are. Between processes they speak tcp, in one process inproc; that is the
// only difference.

import Foundation
import ZeroMQ

@main
struct Thumbnails {
    var endpoints = [5571, 5572, 5573, 5574].map { "tcp://localhost:\($0)" }

    var pictures: String { endpoints[0] }
    var thumbnails: String { endpoints[1] }
    var end: String { endpoints[2] }
    var start: String { endpoints[3] }

    static func main() async throws {
        let words = CommandLine.arguments.dropFirst()
        let role = words.first ?? "help"
        let folders = role == "all" ? 2 : role == "source" || role == "sink" ? 1 : 0
        guard ["source", "worker", "sink", "start", "all"].contains(role), words.count > folders else {
            return print("usage: thumbnails source FOLDER | worker | sink FOLDER | start | all FOLDER FOLDER")
        }
        let paths = words.dropFirst().prefix(folders).map { URL(filePath: $0) }
        var parts = Thumbnails()
        for (index, endpoint) in words.dropFirst(1 + folders).prefix(4).enumerated() {
            parts.endpoints[index] = endpoint
        }
        if role == "all" {
            parts.endpoints = ["pictures", "thumbnails", "end", "start"].map { "inproc://\($0)" }
        }

        try await runUntilInterrupted { [parts] context in
            switch role {
            case "source": try await parts.source(of: paths[0], workers: 1, in: context)
            case "worker": try await parts.worker("worker \(getpid())", in: context)
            case "sink": try await parts.sink(into: paths[0], in: context)
            case "start": try await parts.startSignal(in: context)
            default: try await parts.all(from: paths[0], to: paths[1], in: context)
            }
        }
    }

    /// Waits for the start and the workers, tells the sink how many there will be, and hands out the pictures: a name
    /// and the bytes.
    func source(of folder: URL, workers: Int, in context: Context) async throws {
        let outlet = try PushSocket(in: context)
        let arrivals = outlet.peerEvents
        try outlet.bind(pictures.replacing("localhost", with: "*"))
        let sink = try PushSocket(in: context)
        try sink.connect(thumbnails)

        let starter = try ReplySocket(in: context)
        try starter.bind(start.replacing("localhost", with: "*"))
        print("Waiting for the start")
        _ = try await starter.receive()
        if outlet.peers.count < workers {
            // Who is there first would get everything.
            for await _ in arrivals where outlet.peers.count >= workers { break }
        }

        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "ppm" }
        try await starter.send("\(files.count) pictures")
        try await sink.send("\(files.count)")
        for file in files {
            try await outlet.send([Frame(file.lastPathComponent), Frame(try Data(contentsOf: file))])
        }
        print("\(files.count) pictures handed out")
    }

    /// Makes thumbnails until the sink has all.
    func worker(_ name: String, in context: Context) async throws {
        let control = try SubscriberSocket(in: context)
        try control.subscribe(to: "")
        try await control.connect(end).ready()
        let inlet = try PullSocket(in: context)
        try inlet.connect(pictures)
        let outlet = try PushSocket(in: context)
        try outlet.connect(thumbnails)
        print("\(name) is ready")

        let working = Task {
            for try await message in inlet.messages {
                let small = Picture(ppm: message[1].bytes)?.scaled(toFit: 64).ppm ?? []
                print("\(name): \(message[0].text)")
                try await outlet.send([message[0], Frame(small)])
            }
        }
        defer { working.cancel() }
        _ = try await control.receive()
    }

    /// Collects the thumbnails, as many as the source has told, and tells the workers when it has them.
    func sink(into folder: URL, in context: Context) async throws {
        let inlet = try PullSocket(in: context)
        try inlet.bind(thumbnails.replacing("localhost", with: "*"))
        let control = try PublisherSocket(in: context)
        try control.bind(end.replacing("localhost", with: "*"))

        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var (count, expected): (Int, Int?) = (0, nil)
        while count != expected {
            let message = try await inlet.receive()
            // The one message of a single frame is the source's.
            if message.count == 1 {
                expected = Int(message.text)
            } else if message[1].isEmpty {
                print("\(message[0].text) is no picture")
                count += 1
            } else {
                // Only a name: where it goes is for us to say.
                let name = URL(filePath: message[0].text).lastPathComponent
                try Data(message[1].bytes).write(to: folder.appending(path: name))
                count += 1
            }
        }
        try await control.send("END")
        print("\(count) thumbnails")
    }

    /// Gives the signal to start.
    func startSignal(in context: Context) async throws {
        let button = try RequestSocket(in: context)
        try button.connect(start)
        try await button.send("START")
        print(try await button.receive().text)
    }

    /// Everything in one process.
    func all(from pictures: URL, to thumbnails: URL, in context: Context) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { try await sink(into: thumbnails, in: context) }
            for number in 1...4 { group.addTask { try await worker("worker \(number)", in: context) } }
            group.addTask { try await source(of: pictures, workers: 4, in: context) }
            group.addTask { try await startSignal(in: context) }
            try await group.waitForAll()
        }
    }
}
