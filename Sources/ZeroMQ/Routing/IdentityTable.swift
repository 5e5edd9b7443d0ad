/// Finds a peer by its routing id: ROUTER and REP.
@safe struct IdentityTable {
    private var links: [Frame: Link] = [:]

    /// The link whose answer is expected: found without a search, which was a tenth of the instructions that a ROUTER
    /// spends on a request and its reply.
    ///
    /// Safety: it is in `links`, which keeps it alive; forgotten whenever anything is taken out there.
    private var expected: Unmanaged<Link>?

    func link(named name: Frame) -> Link? {
        if let link = unsafe expected?.takeUnretainedValue(), link.routingID == name { return link }
        return links[name]
    }

    /// The answer to a message of `link` probably comes next.
    @inline(__always)
    mutating func expectAnswer(to link: Link) {
        unsafe expected = link.isInIdentityTable ? .passUnretained(link) : nil
    }

    /// Registers a link under the name its peer chose, or the one the application gave it, or one made up.
    ///
    /// - Returns: nil, or why the peer is refused: another one has the name (RTR-07).
    mutating func insert(
        _ link: Link, duplicates: RouterOptions.DuplicateIdentity, _ effects: inout Effects
    ) -> ConnectionEnd? {
        let name = link.routingID ?? unusedName()
        if let holder = links[name], holder !== link {
            if let newcomer = link.peer { effects.tell(.identityCollision(newcomer.info)) }
            switch duplicates {
            case .reject:
                return .identityInUse(name)
            case .takeOver:
                // What was queued for the old peer is dropped with it (RTR-08).
                effects.cut(holder, .takenOver)
                remove(holder)
            }
        }
        link.routingID = name
        links[name] = link
        link.isInIdentityTable = true
        return nil
    }

    mutating func remove(_ link: Link) {
        guard let name = link.routingID, links[name] === link else { return }
        unsafe expected = nil
        link.isInIdentityTable = false
        links[name] = nil
    }

    /// Five bytes, the first zero, which no peer may choose itself; random, so that nobody can guess
    /// another's (RTR-05).
    private func unusedName() -> Frame {
        while true {
            let name = Frame([0] + withBigEndianBytes(of: UInt32.random(in: 0...UInt32.max)))
            if links[name] == nil { return name }
        }
    }
}

/// The four bytes of `value`, the most significant first.
func withBigEndianBytes(of value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
}
