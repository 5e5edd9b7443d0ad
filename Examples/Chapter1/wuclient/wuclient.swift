// Weather client: connects a SUB socket, collects 100 updates for one zip code, and prints the average temperature.
//
//     swift run -c release wuserver                       in one terminal
//     swift run -c release wuclient                       in another one: New York
//     swift run -c release wuclient 90210                 in yet another one: Beverly Hills
//
// Arguments: zip code, endpoint (tcp://localhost:5556), number of updates. There are 99,999 zip codes, so a hundred
// updates for one come in about ten million. It may be started before the server, which may go and come back.

import ZeroMQ

@main
struct WeatherClient {
    static func main() async throws {
        let words = CommandLine.arguments
        let zipCode = words.dropFirst(1).first ?? "10001"
        let endpoint = words.dropFirst(2).first ?? "tcp://localhost:5556"
        let count = words.dropFirst(3).first.flatMap { Int($0) } ?? 100

        try await runUntilInterrupted { context in
            print("Collecting updates from weather server...")
            let subscriber = try SubscriberSocket(in: context)
            try subscriber.connect(endpoint)
            // A topic is a beginning. With the space behind it, 1000 does not mean 10001 as well.
            try subscriber.subscribe(to: "\(zipCode) ")

            var temperatures: [Int] = []
            for try await update in subscriber.messages {
                let values = update.text.split(separator: " ").compactMap { Int($0) }
                guard values.count == 3 else { continue }
                temperatures.append(values[1])
                if temperatures.count == count { break }
            }
            let average = temperatures.reduce(0, +) / temperatures.count
            print("Average temperature for zipcode '\(zipCode)' was \(average)F")
        }
    }
}
