/// A list that grows in the arena while it is being made. What ``value`` gave before stays as it was: elements are only ever added behind it.
struct ArenaList {
    private var start: UnsafeMutablePointer<Value>?
    private var count = 0
    private var capacity = 0

    /// False when the budget of steps or memory is used up.
    @inline(__always)
    mutating func append(_ value: Value, _ m: MachineRef) -> Bool {
        if count == capacity, !grow(m) { return false }
        start?[count] = value
        count += 1
        return m.pointee.step()
    }

    private mutating func grow(_ m: MachineRef) -> Bool {
        let larger = max(8, capacity * 2)
        guard let memory = m.pointee.arena.allocate(larger * MemoryLayout<Value>.stride) else { return false }
        let copy = memory.bindMemory(to: Value.self, capacity: larger)
        if let start { copy.update(from: start, count: count) }
        start = copy
        capacity = larger
        return true
    }

    var value: Value {
        count == 0 ? Value(tag: .list) : Value(tag: .list, length: UInt32(truncatingIfNeeded: count), bits: Int64(Int(bitPattern: start)))
    }
}
