// Weather server: binds a PUB socket and publishes random weather, as fast as it can, whether anybody listens or
// not. This stream has no start and no end.
//
//     swift run -c release wuserver                       in one terminal
//     swift run -c release wuclient                       in another one, or in several
//
// It listens at tcp://*:5556 unless told another endpoint. Ctrl-C ends it.

import ZeroMQ

@main
struct WeatherServer {
    static func main() throws {
        try runUntilInterrupted { context in
            let publisher = try PublisherSocket(in: context)
            try publisher.bind(CommandLine.arguments.dropFirst().first ?? "tcp://*:5556")

            while true {
                let zipCode = Int.random(in: 1..<100_000)
                let temperature = Int.random(in: -80..<135)
                let humidity = Int.random(in: 10..<60)
                // Each subscriber gets the zip code that it asked for; nobody waits for a slow one.
                try publisher.send("\(zipCode) \(temperature) \(humidity)")
            }
        }
    }
}
