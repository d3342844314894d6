import Diagnostics

/// `sort` (DMN 1.5, table 79).
extension Builtins {
    static let sorting: [Builtin] = [
        Builtin(
            "sort", .sort, [.init([list("list"), .init("precedes", .function(nil, .boolean))])],
            Phrase(zh: "按所给的先后次序排列", en: "in the order that a function gives"), result: { .list($0.first?.item ?? .any) }
        ) { m, a, count, site in
            guard a[0].tag == .list, a[1].tag == .function else { return m.refuse(a, count, site) }
            return sorted(m, a[0].elements, by: a[1], site)
        }
    ]

    /// A stable merge sort from the bottom up, in two stretches of the arena: nothing recurses, whatever the function says about its order.
    private static func sorted(_ m: MachineRef, _ elements: UnsafeBufferPointer<Value>, by precedes: Value, _ site: Site) -> Value {
        let count = elements.count
        if count < 2 { return m.list(elements, site) }
        guard m.pointee.step(count), let memory = m.pointee.arena.allocate(2 * count * MemoryLayout<Value>.stride) else {
            return m.pointee.fail(.memory, site)
        }
        var from = memory.bindMemory(to: Value.self, capacity: 2 * count)
        var to = from + count
        for index in 0..<count { from[index] = elements[index] }
        var width = 1
        while width < count {
            for start in stride(from: 0, to: count, by: 2 * width) {
                let middle = min(start + width, count)
                if let failure = merge(m, from, to, start, middle, min(middle + width, count), by: precedes, site) { return failure }
            }
            swap(&from, &to)
            width *= 2
        }
        return m.collection(.list, from, count: count, site)
    }

    /// Merges two neighbouring runs; gives what the whole comes to when an answer of the function is no boolean.
    private static func merge(
        _ m: MachineRef, _ from: UnsafeMutablePointer<Value>, _ to: UnsafeMutablePointer<Value>, _ start: Int, _ middle: Int, _ end: Int,
        by precedes: Value, _ site: Site
    ) -> Value? {
        var (left, right) = (start, middle)
        for place in start..<end {
            var takesRight = right < end
            if takesRight, left < middle {
                let outcome = m.ask(precedes, from[right], from[left], site)
                guard outcome.tag == .boolean else { return outcome }
                takesRight = outcome.isTrue
            }
            to[place] = from[takesRight ? right : left]
            if takesRight { right += 1 } else { left += 1 }
        }
        return nil
    }
}
