/// Messages that a socket made for its own application, in order, with the link they are about.
struct MessageBacklog {
    private var entries: [(message: Message, link: Link?)] = []
    private var head = 0

    var isEmpty: Bool { head == entries.count }

    mutating func append(_ message: Message, from link: Link? = nil) {
        entries.append((message, link))
    }

    mutating func popFirst() -> (message: Message, link: Link?)? {
        guard head < entries.count else { return nil }
        let entry = entries[head]
        head += 1
        if head * 2 >= entries.count {
            entries.removeFirst(head)
            head = 0
        }
        return entry
    }
}
