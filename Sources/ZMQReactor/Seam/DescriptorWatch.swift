/// Somebody's interest in a descriptor that is not the library's. Thread-safe. Ends with `cancel`.
package protocol DescriptorWatch: AnyObject, Sendable {
    /// What the descriptor is ready for now, of what it is watched for. Costs one call to the system.
    var readiness: DescriptorReadiness { get }

    /// Has the handler called once as soon as the descriptor is ready, at once if it is. Arming twice is
    /// arming once.
    func arm()

    /// Ends the watch; the handler may still be called by a call that is under way.
    func cancel()
}

/// What a descriptor is ready for.
package struct DescriptorReadiness: Hashable, Sendable {
    package var isReadable: Bool
    package var isWritable: Bool
    /// The other end is gone, or the descriptor has failed. Reading and writing do not wait then.
    package var isHungUp: Bool

    package init(isReadable: Bool, isWritable: Bool, isHungUp: Bool) {
        self.isReadable = isReadable
        self.isWritable = isWritable
        self.isHungUp = isHungUp
    }
}
