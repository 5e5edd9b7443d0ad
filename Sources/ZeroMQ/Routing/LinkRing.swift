/// Links that are visited in turn. Visiting one does not touch its reference count.
///
/// Safety: `visited` holds the same links as `owned`, in the same order, which keeps them alive.
@safe struct LinkRing {
    private var owned: [Link] = []
    private var visited: [Unmanaged<Link>] = unsafe []
    private var current = 0

    var isEmpty: Bool { owned.isEmpty }

    mutating func append(_ link: Link) {
        owned.append(link)
        unsafe visited.append(.passUnretained(link))
    }

    /// Takes a link out and says whether it was there.
    mutating func remove(_ link: Link) -> Bool {
        guard let index = owned.firstIndex(where: { $0 === link }) else { return false }
        remove(at: index)
        return true
    }

    /// Takes the current link out and returns it; the next is current then.
    mutating func removeCurrent() -> Link? {
        guard !isEmpty else { return nil }
        let link = owned[current]
        remove(at: current)
        return link
    }

    private mutating func remove(at index: Int) {
        owned.remove(at: index)
        unsafe visited.remove(at: index)
        if current > index { current -= 1 }
        if current >= owned.count { current = 0 }
    }

    /// Makes the next link current.
    @inline(__always)
    mutating func advance() {
        current += 1
        if current >= owned.count { current = 0 }
    }

    /// Calls `body` with the current link; the ring must not be empty.
    @inline(__always)
    func visitCurrent<Result>(_ body: (Link) -> Result) -> Result {
        unsafe visited[current]._withUnsafeGuaranteedRef { body($0) }
    }

    /// All links.
    var links: [Link] { owned }

    /// The current link, to be kept.
    var currentLink: Link { owned[current] }
}
