/// Unknown facts: a value stands for the set of facts that would settle it.
///
/// One fact is inline (its number in `bits`); several are a sorted array of numbers in the arena.
extension Machine {
    /// What two unknowns make together: the union of their facts.
    @inline(never)
    package mutating func unknown(_ a: Value, _ b: Value) -> Value {
        if !a.isUnknown { return b }
        if !b.isUnknown { return a }
        if a.length == 1, b.length == 1, a.bits == b.bits { return a }
        let all = Set(Machine.facts(of: a)).union(Machine.facts(of: b)).sorted()
        guard let memory = arena.allocate(all.count * MemoryLayout<Int32>.stride) else { return a }
        let numbers = memory.bindMemory(to: Int32.self, capacity: all.count)
        for (index, fact) in all.enumerated() { numbers[index] = Int32(truncatingIfNeeded: fact) }
        return Value(tag: .unknown, length: UInt32(all.count), bits: Int64(Int(bitPattern: memory)))
    }

    /// The numbers of the facts that an unknown value waits for, ascending.
    package static func facts(of value: Value) -> [Int] {
        guard value.isUnknown else { return [] }
        if value.length <= 1 { return value.length == 1 ? [Int(value.bits)] : [] }
        guard let numbers = UnsafePointer<Int32>(bitPattern: Int(value.bits)) else { return [] }
        return (0..<Int(value.length)).map { Int(numbers[$0]) }
    }
}

extension Value {
    /// A value that nothing known settles, but for which no single fact is to blame.
    @inlinable package static var unknownInGeneral: Value { Value(tag: .unknown) }
}
