import Testing
import ZeroMQ

/// A program that Ctrl-C has to end, and how to know that it runs.
struct InterruptCase: Sendable, CustomTestStringConvertible {
    /// What the test does at an endpoint that the program is given, and with which socket.
    enum Meeting: Sendable {
        /// The program binds; it is there when this can connect.
        case connect(SocketType)
        /// The program connects; it is there when this has a peer.
        case bind(SocketType)
        /// The program may use it or not; nothing is awaited.
        case nothing
    }

    let name: String
    /// The words before the endpoints.
    var words: [String] = []
    /// The endpoints, in the order of the program's arguments.
    var meetings: [Meeting] = []
    /// The words after the endpoints.
    var rest: [String] = []
    /// A line that tells that it runs, for those that do not show it otherwise.
    var line: String?

    var testDescription: String { ([name] + words).joined(separator: " ") }

    /// The programs of chapters 1 and 2 and the others, in all their ways. Not those that end at once.
    static let all = [
        InterruptCase(name: "hwserver", meetings: [.connect(.req)]),
        InterruptCase(name: "hwclient", meetings: [.bind(.rep)]),
        InterruptCase(name: "wuserver", meetings: [.connect(.sub)]),
        InterruptCase(name: "wuclient", words: ["10001"], meetings: [.bind(.pub)]),
        InterruptCase(name: "taskvent", meetings: [.connect(.pull), .bind(.pull)], line: "Press Enter"),
        InterruptCase(name: "taskwork", meetings: [.bind(.push), .bind(.pull)]),
        InterruptCase(name: "tasksink", meetings: [.connect(.push)]),
        InterruptCase(name: "msreader", meetings: [.bind(.push), .bind(.pub)]),
        InterruptCase(name: "mspoller", words: ["poller"], meetings: [.bind(.push), .bind(.pub)]),
        InterruptCase(name: "mspoller", words: ["tasks"], meetings: [.bind(.push), .bind(.pub)]),
        InterruptCase(name: "rrclient", meetings: [.bind(.rep)]),
        InterruptCase(name: "rrworker", meetings: [.bind(.req)]),
        InterruptCase(name: "rrbroker", meetings: [.connect(.req), .connect(.rep)]),
        InterruptCase(name: "msgqueue", meetings: [.connect(.req), .connect(.rep)]),
        InterruptCase(name: "wuproxy", words: ["copying"], meetings: [.bind(.pub), .connect(.sub)]),
        InterruptCase(name: "wuproxy", words: ["filtering"], meetings: [.bind(.pub), .connect(.sub)]),
        InterruptCase(name: "taskwork2", meetings: [.bind(.push), .bind(.pull), .bind(.pub)]),
        InterruptCase(name: "tasksink2", meetings: [.connect(.push), .connect(.sub)]),
        InterruptCase(name: "interrupt", words: ["blocking"], meetings: [.connect(.req)]),
        InterruptCase(name: "interrupt", words: ["tasks"], meetings: [.connect(.req)]),
        InterruptCase(name: "mtserver", words: ["threads"], meetings: [.connect(.req)]),
        InterruptCase(name: "mtserver", words: ["tasks"], meetings: [.connect(.req)]),
        InterruptCase(name: "mtrelay", words: ["1000000"], line: "Test successful!"),
        InterruptCase(name: "syncpub", meetings: [.connect(.sub), .connect(.req)]),
        // Alone: it waits for the first connection, and the second is made after that.
        InterruptCase(name: "syncsub", meetings: [.bind(.pub), .bind(.rep)]),
        InterruptCase(name: "psenvpub", meetings: [.connect(.sub)]),
        InterruptCase(name: "psenvsub", meetings: [.bind(.pub)]),
        InterruptCase(name: "pingpong", words: ["table"], meetings: [.connect(.req)]),
        InterruptCase(name: "pingpong", words: ["player"], meetings: [.bind(.rep)]),
        InterruptCase(name: "pluginhost", line: "Plugins: "),
        InterruptCase(
            name: "thumbnails", words: ["source", "/"],
            meetings: [.connect(.pull), .bind(.pull), .nothing, .connect(.req)]),
        InterruptCase(
            name: "thumbnails", words: ["worker"], meetings: [.bind(.push), .bind(.pull), .bind(.pub)]),
        InterruptCase(
            name: "thumbnails", words: ["sink", "/tmp"],
            meetings: [.nothing, .connect(.push), .connect(.sub)]),
        InterruptCase(
            name: "thumbnails", words: ["start"], meetings: [.nothing, .nothing, .nothing, .bind(.rep)]),
    ]

    /// The programs that end by themselves, at once.
    static let brief: Set = ["fragments", "version"]
}
