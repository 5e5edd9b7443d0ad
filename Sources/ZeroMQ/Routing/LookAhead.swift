/// What a pattern took out of a link to know that there is something to receive, and keeps for the receive.
///
/// It counts as unread with the link that it came from until it is taken.
struct LookAhead<Item> {
    private var held: (item: Item, link: Link)?

    var isEmpty: Bool { held == nil }

    /// Keeps `item`; there must be none.
    mutating func hold(_ item: Item, from link: Link) {
        link.hold()
        held = (item, link)
    }

    /// Takes the item, to hand it over or to drop it.
    @inline(__always)
    mutating func take() -> Item? {
        held == nil ? nil : takeHeld()
    }

    @inline(never)
    private mutating func takeHeld() -> Item? {
        guard let (item, link) = held else { return nil }
        held = nil
        link.letGo()
        return item
    }

    /// Takes the item if it is one that `isUnwanted`; says whether it was.
    mutating func take(if isUnwanted: (Item) -> Bool) -> Bool {
        guard let held, isUnwanted(held.item) else { return false }
        return take() != nil
    }

    /// Lets go of what came from `link`, unless it can still be received.
    mutating func remove(_ link: Link) {
        if let held, held.link === link, !link.holdsMessage { self.held = nil }
    }

    /// Lets go of the item without counting: the link does that.
    mutating func removeAll() {
        held = nil
    }
}
