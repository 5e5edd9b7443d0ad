/// Measurements of this package and of libzmq; see `Help`.
@main
enum Main {
    static func main() async {
        do {
            try await Command.run(Array(CommandLine.arguments.dropFirst()))
        } catch let error as UsageError {
            Console.fail("\(error)\nTry: zmq-bench --help", status: 2)
        } catch {
            Console.fail("\(error)")
        }
    }
}
