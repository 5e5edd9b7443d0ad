/// Events, the earliest first.
struct EventHeap {
    private var events: [TimelineEvent] = []

    var first: TimelineEvent? { events.first }

    mutating func insert(_ event: TimelineEvent) {
        events.append(event)
        var position = events.count - 1
        while position > 0, events[position] < events[(position - 1) / 2] {
            events.swapAt(position, (position - 1) / 2)
            position = (position - 1) / 2
        }
    }

    mutating func popFirst() -> TimelineEvent? {
        guard !events.isEmpty else { return nil }
        events.swapAt(0, events.count - 1)
        let first = events.removeLast()
        var position = 0
        while true {
            var earliest = position
            for child in (2 * position + 1)...(2 * position + 2)
            where child < events.count && events[child] < events[earliest] {
                earliest = child
            }
            if earliest == position { return first }
            events.swapAt(position, earliest)
            position = earliest
        }
    }

    mutating func removeAll() {
        events = []
    }
}
