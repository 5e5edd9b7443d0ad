// A host for plugins that cannot take it down: each plugin runs in a process of its own, behind a socket of its own.
// When one crashes or hangs, the call runs out of time, and the host starts it anew.
//
//     swift run pluginhost
//     upper hello                                         answers "upper: HELLO"
//     reverse hello                                       answers "reverse: olleh"
//     crash now                                           ends the plugin's process in the middle of the call
//     sleep 60                                            takes longer than the host waits
//
// The plugins are in Plugin.swift. Arguments: how many seconds a call may take (1). Ctrl-D or Ctrl-C ends the host and
// all plugins.

import Foundation
import ZeroMQ

@main
struct PluginHost {
    static func main() throws {
        let words = CommandLine.arguments
        if words.count == 4, words[1] == "--execute" {
            // We are not the host, but what it starts.
            return try PluginExecutor.run(words[2], at: words[3])
        }
        let limit = Duration.seconds(words.dropFirst().first.flatMap { Double($0) } ?? 1)
        try runUntilInterrupted { context in
            let keyboard = try startKeyboard(in: context)
            var plugins: [String: RunningPlugin] = [:]
            for name in Plugin.all.keys.sorted() {
                plugins[name] = try RunningPlugin(name, in: context)
            }
            defer { for plugin in plugins.values { plugin.stop() } }
            print("Plugins: \(plugins.keys.sorted().joined(separator: ", "))")

            while case let line = try keyboard.receive(), line.count == 2 {
                guard let plugin = plugins[line[0].text] else {
                    print("E: there is no plugin \(line[0].text)")
                    continue
                }
                do {
                    let answer = try plugin.call(line[1].text, timeout: limit)
                    print("\(plugin.name): \(answer)")
                } catch let error as ZMQError where error.code == .timedOut {
                    print("W: \(plugin.name) does not answer, starting it anew")
                    try plugin.restart()
                }
            }
        }
    }

    /// A thread that reads lines and sends them on as two frames: the plugin's name, and its argument. At the end of
    /// the input it sends an empty message.
    static func startKeyboard(in context: Context) throws -> PairSocket {
        let receiver = try PairSocket(in: context)
        try receiver.bind("inproc://keyboard")
        _ = try BlockingThread {
            let sender = try PairSocket(in: context)
            try sender.connect("inproc://keyboard")
            while let line = readLine() {
                let words = line.split(separator: " ", maxSplits: 1)
                if words.count == 2 { try sender.send([Frame(words[0]), Frame(words[1])]) }
            }
            try sender.send("")
        }
        return receiver
    }
}
