// The snippets of the Guide's second chapter, each in a file of its own beside this one.
//
//     swift run fragments                                 all
//     swift run fragments binding zerocopy                some
//
// binding, iothreads, multipart, proxy, errors, kill, zerocopy, interrupt. All sockets are within the process or at
// ports that are free, so it can run anywhere. It ends by itself.

import ZeroMQ

@main
struct Fragments {
    static let all: [(name: String, run: @Sendable (Context) throws -> Void)] = [
        ("binding", binding), ("iothreads", ioThreads), ("multipart", multipart), ("proxy", proxy),
        ("errors", errors), ("kill", kill), ("zerocopy", zeroCopy), ("interrupt", interrupt),
    ]

    static func main() throws {
        let names = CommandLine.arguments.dropFirst()
        for fragment in all where names.isEmpty || names.contains(fragment.name) {
            print("\(fragment.name):")
            let context = Context()
            try fragment.run(context)
            context.terminate()
        }
    }
}
