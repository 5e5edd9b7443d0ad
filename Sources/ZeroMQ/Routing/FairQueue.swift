/// Takes one whole message from each peer that has one, in turn (SOCK-07).
///
/// Only peers with something to read are visited, so idle peers cost nothing. Guarded by the socket's lock.
final class FairQueue {
    /// Links with something to read, as far as known.
    private let ring = Unchecked(LinkRing())

    /// Adds a link that has something to read.
    func activate(_ link: Link) {
        guard !link.isInFairQueue else { return }
        link.isInFairQueue = true
        ring.with { $0.append(link) }
    }

    /// Takes a link out, unless something can still be read from it: then it goes when that is read.
    func remove(_ link: Link, _ effects: inout Effects) {
        guard link.isInFairQueue, !link.hasMessage(&effects), ring.with({ $0.remove(link) }) else { return }
        link.isInFairQueue = false
    }

    /// Lets go of all links.
    func removeAll() {
        ring.with { $0 = LinkRing() }
    }

    /// Takes the next message; nil when no peer has one.
    func nextMessage(_ effects: inout Effects) -> Message? {
        nextMessage(&effects) { link, effects in link.nextMessage(&effects) }
    }

    /// Takes the next message, as `take` takes it from a link.
    @inline(__always)
    func nextMessage(
        _ effects: inout Effects, takenBy take: (Link, inout Effects) -> Message?
    ) -> Message? {
        ring.with { ring in
            while !ring.isEmpty {
                if let message = ring.visitCurrent({ take($0, &effects) }) {
                    ring.advance()
                    return message
                }
                ring.removeCurrent()?.isInFairQueue = false
            }
            return nil
        }
    }

    /// Takes the next message and tells whose it is; nil when no peer has one.
    func next(_ effects: inout Effects) -> (message: Message, link: Link)? {
        ring.with { ring in
            while !ring.isEmpty {
                let link = ring.currentLink
                if let message = link.nextMessage(&effects) {
                    ring.advance()
                    return (message, link)
                }
                ring.removeCurrent()?.isInFairQueue = false
            }
            return nil
        }
    }

    /// Whether some peer has a message.
    func hasMessage(_ effects: inout Effects) -> Bool {
        ring.with { ring in
            while !ring.isEmpty {
                if ring.visitCurrent({ $0.hasMessage(&effects) }) { return true }
                ring.removeCurrent()?.isInFairQueue = false
            }
            return false
        }
    }
}
