import Foundation

/// Where the programs of one test meet, and no others.
enum Meeting {
    /// The start of a path that nobody else uses, short enough for what is put behind it.
    static func path() -> String {
        "/tmp/zmq-\(UUID().uuidString.prefix(13))"
    }

    static func endpoint() -> String {
        "ipc://" + path()
    }
}
