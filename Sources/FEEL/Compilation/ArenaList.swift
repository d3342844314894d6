/// A list that grows in the arena while it is being made. What ``value`` gave before stays as it was: elements are only ever added behind it.
struct ArenaList {
    private var start: UnsafeMutablePointer<Value>?
    private var count = 0
    private var capacity = 0
    /// Of the highest element.
    private var height: Int8 = 0

    /// Adds an element; says what stands in the way when it can't: the budget of steps or memory, or how deep it is.
    @inline(__always)
    mutating func append(_ value: Value, _ m: MachineRef) -> Reason.Kind? {
        if count == capacity, !grow(m) { return .memory }
        height = max(height, value.height)
        if height >= Value.heightLimit { return .tooDeep }
        start?[count] = value
        count += 1
        return m.pointee.step() ? nil : .budget
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
        if count == 0 { return Value(tag: .list) }
        return Value(tag: .list, exponent: height + 1, length: UInt32(truncatingIfNeeded: count), bits: Int64(Int(bitPattern: start)))
    }
}
