/// Wakes a thread that runs a lane while it waits on a `Parker`. Callable from any thread.
package protocol DriverWaker: AnyObject, Sendable {
    /// Makes the driving thread look at its parker again. Harmless when nobody drives.
    func wakeDriver()
}
