/// A string that grows in the arena while it is being made.
struct ArenaText {
    private var start: UnsafeMutablePointer<UInt8>?
    private var count = 0
    private var capacity = 0

    /// Adds bytes; false when the budget of steps or memory is used up.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ m: MachineRef) -> Bool {
        let added = range.count
        if added == 0 { return true }
        guard m.pointee.step(added / 64), let source = bytes.baseAddress, reserve(added, m), let start else { return false }
        (start + count).update(from: source + range.lowerBound, count: added)
        count += added
        return true
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, _ m: MachineRef) -> Bool { append(bytes, 0..<bytes.count, m) }

    private mutating func reserve(_ added: Int, _ m: MachineRef) -> Bool {
        if count + added <= capacity { return true }
        let larger = max(64, count + added, capacity * 2)
        guard larger < Int(Int32.max), let memory = m.pointee.arena.allocate(larger) else { return false }
        let copy = memory.bindMemory(to: UInt8.self, capacity: larger)
        if let start { copy.update(from: start, count: count) }
        start = copy
        capacity = larger
        return true
    }

    /// The string so far. What ``value`` gave before stays as it was: bytes are only ever added behind it.
    var value: Value {
        guard let start, count > 0 else { return Value(tag: .string) }
        return .string(UnsafePointer(start), count: count)
    }
}
