/// Something with a descriptor on a lane: a channel, a listener, a connection attempt. Lane-confined.
protocol EventTarget: AnyObject {
    /// The descriptor is ready. On the lane; may come once after interest was lost.
    func handle(_ readiness: Readiness)
}
