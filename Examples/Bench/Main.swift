/// Measurements of this package and of libzmq; see `Help`.
@main
enum Main {
    static func main() {
        do {
            try Command.run(Array(CommandLine.arguments.dropFirst()))
        } catch let error as UsageError {
            Console.fail("\(error)\nTry: zmq-bench --help", status: 2)
        } catch {
            Console.fail("\(error)")
        }
    }
}
