/// Who is told about which token.
///
/// A token is the number of a slot and how often the slot has been given out before. Descriptors' numbers are
/// taken again by the system at once; a token is not, so an event that was fetched before its target went is
/// recognised.
struct EventTargetTable {
    private struct Slot {
        var turn: UInt32
        var target: (any EventTarget)?
    }

    private var slots: [Slot] = []
    private var free: [UInt32] = []

    /// Keeps `target` until `remove` and gives it a token that no other target has ever had.
    mutating func insert(_ target: any EventTarget) -> UInt64 {
        if let index = free.popLast() {
            slots[Int(index)].target = target
            return token(index)
        }
        slots.append(Slot(turn: 0, target: target))
        return token(UInt32(truncatingIfNeeded: slots.count - 1))
    }

    mutating func remove(_ token: UInt64) {
        guard let index = index(of: token) else { return }
        slots[index].target = nil
        slots[index].turn &+= 1
        free.append(UInt32(truncatingIfNeeded: index))
    }

    /// Lets go of all targets. No token is valid any more.
    mutating func removeAll() {
        slots = []
        free = []
    }

    /// The target with this token, or `nil` when it has gone.
    subscript(token: UInt64) -> (any EventTarget)? {
        guard let index = index(of: token) else { return nil }
        return slots[index].target
    }

    private func token(_ index: UInt32) -> UInt64 {
        UInt64(slots[Int(index)].turn) << 32 | UInt64(index)
    }

    private func index(of token: UInt64) -> Int? {
        let index = Int(token & 0xffff_ffff)
        guard index < slots.count, slots[index].turn == UInt32(token >> 32) else { return nil }
        return index
    }
}
