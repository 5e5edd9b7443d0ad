/// Who is told that something may be possible on a socket that was not.
protocol SocketObserver: AnyObject, Sendable {
    /// Look again. Called without any lock held, on any thread, often for nothing; must not wait.
    func socketMayBeReady()
}
