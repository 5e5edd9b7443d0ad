/// What one wait of a poller brought: each ready item once, in the order in which the items were added.
///
/// Empty when the wait ran out of time.
public struct PollEvents: RandomAccessCollection, Hashable, Sendable {
    private let events: [PollEvent]

    init(_ events: [PollEvent] = []) {
        self.events = events
    }

    /// The position of the first.
    public var startIndex: Int { events.startIndex }
    /// The position behind the last.
    public var endIndex: Int { events.endIndex }

    /// The event at `position`, which must be an index of the collection.
    public subscript(position: Int) -> PollEvent { events[position] }

    /// What happened to `item`; nil when it is not ready.
    public subscript(item: PollItem) -> PollEvent? {
        events.first { $0.item == item }
    }

    /// Whether `item` is ready.
    public func contains(_ item: PollItem) -> Bool {
        self[item] != nil
    }
}
