/// Links of peers that are gone and of which something is unread.
///
/// Links that have been read are let go of when the socket has nothing to receive, and now and then while peers go:
/// not with each, which would cost the more the more have gone.
struct DepartedLinks {
    private var links: [Link] = []

    /// From how many links on it is worth to look for those that have been read.
    private var limit = Self.smallestLimit

    private static let smallestLimit = 16

    /// Remembers a link for as long as something of it is unread.
    mutating func append(_ link: Link) {
        guard link.unread > 0 else { return }
        if links.count >= limit { forgetRead() }
        links.append(link)
    }

    /// Lets go of the links that have been read.
    mutating func forgetRead() {
        guard !links.isEmpty else { return }
        links.removeAll { $0.unread == 0 }
        limit = max(2 * links.count, Self.smallestLimit)
    }

    /// The links of which something is unread.
    mutating func unread() -> [Link] {
        forgetRead()
        return links
    }
}
