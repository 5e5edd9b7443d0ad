/// Takes one whole message from each peer that has one, in turn (SOCK-07).
///
/// Only peers with something to read are visited, so idle peers cost nothing.
struct FairQueue {
    /// Links with something to read, as far as known.
    private var links: [Link] = []
    private var current = 0

    /// Adds a link that has something to read.
    mutating func activate(_ link: Link) {
        guard !link.isInFairQueue else { return }
        link.isInFairQueue = true
        links.append(link)
    }

    /// Takes a link out.
    mutating func remove(_ link: Link) {
        guard link.isInFairQueue, let index = links.firstIndex(where: { $0 === link }) else { return }
        remove(at: index)
    }

    private mutating func remove(at index: Int) {
        links[index].isInFairQueue = false
        links.remove(at: index)
        if current > index { current -= 1 }
        if current >= links.count { current = 0 }
    }

    /// Takes the next message; nil when no peer has one.
    mutating func nextMessage(_ effects: inout Effects) -> Message? {
        while !links.isEmpty {
            if let message = links[current].nextMessage(&effects) {
                current += 1
                if current == links.count { current = 0 }
                return message
            }
            remove(at: current)
        }
        return nil
    }

    /// Takes the next message and tells whose it is; nil when no peer has one.
    mutating func next(_ effects: inout Effects) -> (message: Message, link: Link)? {
        while !links.isEmpty {
            let link = links[current]
            if let message = link.nextMessage(&effects) {
                current += 1
                if current == links.count { current = 0 }
                return (message, link)
            }
            remove(at: current)
        }
        return nil
    }

    /// Whether some peer has a message.
    mutating func hasMessage(_ effects: inout Effects) -> Bool {
        while !links.isEmpty {
            if links[current].hasMessage(&effects) { return true }
            remove(at: current)
        }
        return false
    }
}
