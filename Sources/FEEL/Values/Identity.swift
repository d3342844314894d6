/// Whether two values are one element of FEEL's semantic domain (DMN 1.5, 10.3.2.2), which is `is`.
///
/// Beside equality: values of different kinds are different, a time is what its parts are and not the moment it tells, and lists and contexts are
/// what their elements are.
enum Identity {
    /// Nil when the budget is used up, or lists stand in each other too deeply.
    static func same(_ a: Value, _ b: Value, _ m: MachineRef) -> Bool? { same(a, b, m, depth: 0) }

    private static let depthLimit = 128

    private static func same(_ a: Value, _ b: Value, _ m: MachineRef, depth: Int) -> Bool? {
        if a.isNumber, b.isNumber { return Comparison.order(a, b, m) == 0 }
        guard a.tag == b.tag else { return false }
        switch a.tag {
        case .time: return a.bits == b.bits && a.zone == b.zone
        case .dateTime: return a.bits == b.bits && a.length == b.length && a.zone == b.zone
        case .list: return same(a.elements, b.elements, m, depth)
        case .range: return a.aux == b.aux ? same(a.elements, b.elements, m, depth) : false
        case .context: return sameMembers(a, b, m, depth)
        default: return Comparison.equal(a, b, m) == true
        }
    }

    private static func same(_ a: UnsafeBufferPointer<Value>, _ b: UnsafeBufferPointer<Value>, _ m: MachineRef, _ depth: Int) -> Bool? {
        guard a.count == b.count else { return false }
        guard depth < depthLimit, m.pointee.step(a.count) else { return nil }
        for index in 0..<a.count {
            guard let same = same(a[index], b[index], m, depth: depth + 1) else { return nil }
            if !same { return false }
        }
        return true
    }

    private static func sameMembers(_ a: Value, _ b: Value, _ m: MachineRef, _ depth: Int) -> Bool? {
        guard a.length == b.length else { return false }
        let entries = a.entries
        // Each name is looked for among all.
        guard depth < depthLimit, m.pointee.step(entries.count + entries.count * entries.count / 64) else { return nil }
        for index in stride(from: 0, to: entries.count, by: 2) {
            guard let other = b.member(entries[index].utf8) else { return false }
            guard let same = same(entries[index + 1], other, m, depth: depth + 1) else { return nil }
            if !same { return false }
        }
        return true
    }
}
