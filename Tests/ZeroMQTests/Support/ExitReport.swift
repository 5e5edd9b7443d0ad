import Testing

#if os(Linux)
/// Tells what the other process said when it failed.
func report(_ result: ExitTest.Result?) {
    guard let result, result.exitStatus != .exitCode(0) else { return }
    // Where it is observed: seeds, which are printed first.
    print(String(decoding: result.standardOutputContent.prefix(2000), as: UTF8.self))
    // What went wrong comes first; what may follow is a long list of threads.
    print(String(decoding: result.standardErrorContent.prefix(2000), as: UTF8.self))
}
#endif
