/// A path that an ipc listener has made, and what the path stood for then.
struct BoundPath: Sendable {
    let path: String
    let identity: FileIdentity

    /// Removes the path, unless somebody has put something else in its place.
    func unlinkIfUnchanged() {
        guard (try? Syscalls.identity(of: path)) == identity else { return }
        Syscalls.unlink(path)
    }
}
