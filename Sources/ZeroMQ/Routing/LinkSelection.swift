/// Some of a socket's links: those that want a topic, those that one message goes to. Going through them does not touch
/// their reference counts, which with eight subscribers was a tenth of a publisher's work.
///
/// Safety: whoever keeps a selection keeps its links alive as well, or uses it up before the socket's lock is given
/// back, under which alone links go.
@safe struct LinkSelection {
    private var links: [Unmanaged<Link>] = unsafe []

    /// Nothing is selected.
    init() {}

    init(_ links: some Sequence<Link>) {
        for link in links { append(link) }
    }

    var isEmpty: Bool { unsafe links.isEmpty }

    var count: Int { unsafe links.count }

    mutating func append(_ link: Link) {
        unsafe links.append(.passUnretained(link))
    }

    mutating func remove(_ link: Link) {
        unsafe links.removeAll { unsafe $0.toOpaque() == Unmanaged.passUnretained(link).toOpaque() }
    }

    /// Empties the selection and keeps its memory.
    mutating func removeAll() {
        unsafe links.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    func forEach(_ body: (Link) -> Void) {
        for index in unsafe links.indices { unsafe links[index]._withUnsafeGuaranteedRef { body($0) } }
    }

    @inline(__always)
    func allSatisfy(_ predicate: (Link) -> Bool) -> Bool {
        for index in unsafe links.indices
        where unsafe !links[index]._withUnsafeGuaranteedRef({ predicate($0) }) {
            return false
        }
        return true
    }
}
