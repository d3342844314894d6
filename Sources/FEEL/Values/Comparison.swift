#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Equality and order of values, the one place for both (DMN 1.5, 10.3.2.13 and tables 49–52).
///
/// | left \ right | null | same kind | other kind |
/// | --- | --- | --- | --- |
/// | null | `=` true | `=` false | `=` false |
/// | a value | `=` false, `<` null | compared | null |
@usableFromInline
package enum Comparison {
    /// Whether two known values are equal; nil when they are of different kinds.
    package static func equal(_ a: Value, _ b: Value, _ machine: MachineRef) -> Bool? { equal(a, b, machine, depth: 0) }

    /// Lists inside lists deeper than any policy needs aren't compared: their depth is the caller's stack.
    private static let depthLimit = 128

    private static func equal(_ a: Value, _ b: Value, _ machine: MachineRef, depth: Int) -> Bool? {
        if a.isNull || b.isNull { return a.isNull && b.isNull }
        switch (a.tag, b.tag) {
        case (.boolean, .boolean): return a.bits == b.bits
        case (.string, .string): return a.length == b.length ? pays(a, b, machine) ? sameText(a, b) : nil : false
        case (.list, .list): return sameElements(a.elements, b.elements, machine, depth)
        case (.context, .context): return sameEntries(a, b, machine, depth)
        case (.range, .range):
            return a.aux == b.aux ? sameElements(a.elements, b.elements, machine, depth) : false
        case (.function, .function): return a.aux == b.aux && a.bits == b.bits
        default: return order(a, b, machine).map { $0 == 0 } ?? nil
        }
    }

    /// Negative, zero or positive; nil when the two have no order.
    package static func order(_ a: Value, _ b: Value, _ machine: MachineRef) -> Int? {
        switch (a.tag, b.tag) {
        case (.number, .number):
            if a.exponent == b.exponent { return a.bits < b.bits ? -1 : a.bits > b.bits ? 1 : 0 }
            return SmallDecimal.compare(a.bits, a.exponent, b.bits, b.exponent)
        case (.number, .bigNumber), (.bigNumber, .number), (.bigNumber, .bigNumber):
            return Decimal128.compare(a.decimal, b.decimal)
        case (.string, .string):
            guard pays(a, b, machine) else { return nil }
            let left = a.utf8
            let right = b.utf8
            let common = min(left.count, right.count)
            if common > 0, let x = left.baseAddress, let y = right.baseAddress {
                let result = memcmp(x, y, common)
                if result != 0 { return Int(result) }
            }
            return left.count - right.count
        case (.date, .date), (.yearsMonthsDuration, .yearsMonthsDuration): return sign(a.bits, b.bits)
        case (.daysTimeDuration, .daysTimeDuration): return sign(a.bits, b.bits).nonzero ?? sign(Int64(a.length), Int64(b.length))
        case (.time, .time), (.dateTime, .dateTime): return instants(a, b)
        default: return nil
        }
    }

    /// Texts of this many bytes are compared for nothing.
    static let freeBytes = 1024

    /// Takes the steps that comparing two long texts costs.
    @inline(__always)
    private static func pays(_ a: Value, _ b: Value, _ machine: MachineRef) -> Bool {
        let common = Int(min(a.length, b.length))
        return common <= freeBytes || machine.pointee.step(common / 512)
    }

    @inlinable
    static func sign(_ a: Int64, _ b: Int64) -> Int { a < b ? -1 : a > b ? 1 : 0 }

    @inlinable
    package static func sameText(_ a: Value, _ b: Value) -> Bool {
        if a.aux != 0, b.aux != 0 { return a.aux == b.aux }
        guard a.length == b.length else { return false }
        if a.bits == b.bits || a.length == 0 { return true }
        guard let x = a.address, let y = b.address else { return false }
        return memcmp(x, y, Int(a.length)) == 0
    }

    private static func sameElements(
        _ a: UnsafeBufferPointer<Value>, _ b: UnsafeBufferPointer<Value>, _ machine: MachineRef, _ depth: Int
    ) -> Bool? {
        guard a.count == b.count else { return false }
        guard depth < depthLimit, machine.pointee.step(a.count) else { return nil }
        for index in 0..<a.count {
            // An element of another kind is another element: lists are compared, not their elements.
            if equal(a[index], b[index], machine, depth: depth + 1) != true { return false }
        }
        return true
    }

    private static func sameEntries(_ a: Value, _ b: Value, _ machine: MachineRef, _ depth: Int) -> Bool? {
        guard a.length == b.length else { return false }
        let entries = a.entries
        // Each name is looked for among all.
        guard depth < depthLimit, machine.pointee.step(entries.count + entries.count * entries.count / 64) else { return nil }
        for index in stride(from: 0, to: entries.count, by: 2) {
            guard let other = b.member(entries[index].utf8) else { return false }
            if equal(entries[index + 1], other, machine, depth: depth + 1) != true { return false }
        }
        return true
    }

    /// Times and dates-with-time: in whole seconds, which is what the standard calls their value. A local one has the offset of the other.
    private static func instants(_ a: Value, _ b: Value) -> Int {
        let (left, right) = (a.clock.seconds, b.clock.seconds)
        // Years end long before seconds do, so nothing overflows.
        guard let offset = a.timeOffset, let other = b.timeOffset else { return sign(left, right) }
        return sign(left &- Int64(offset), right &- Int64(other))
    }

    /// `low ≤ value ≤ high` with open or closed ends; nil when they can't be compared. A missing end is no bound.
    package static func contains(_ range: Value, _ value: Value, _ machine: MachineRef) -> Bool? {
        let ends = range.elements
        guard range.tag == .range, ends.count == 2 else { return nil }
        if range.isAllButPoint { return order(value, ends[0], machine).map { $0 != 0 } }
        return contains(
            low: ends[0], closed: range.lowIsClosed, high: ends[1], closed: range.highIsClosed, value, machine)
    }

    package static func contains(
        low: Value, closed lowClosed: Bool, high: Value, closed highClosed: Bool, _ value: Value, _ machine: MachineRef
    ) -> Bool? {
        if value.isNull { return nil }
        if !low.isNull {
            guard let result = order(value, low, machine) else { return nil }
            if result < 0 || (result == 0 && !lowClosed) { return false }
        }
        if !high.isNull {
            guard let result = order(value, high, machine) else { return nil }
            if result > 0 || (result == 0 && !highClosed) { return false }
        }
        return true
    }
}

extension Int {
    @inlinable
    var nonzero: Int? { self == 0 ? nil : self }
}

extension Value {
    /// The bounds of a range.
    package var lowIsClosed: Bool { aux & 1 != 0 }
    package var highIsClosed: Bool { aux & 2 != 0 }
    /// Whether a range was written as `(= x)`: both ends are that point.
    var isPoint: Bool { tag == .range && aux & 4 != 0 }
    /// Whether a range was written as `(!= x)`: it has no ends, its elements are what it leaves out.
    var isAllButPoint: Bool { tag == .range && aux & 8 != 0 }

    /// The value of a context's member by its name.
    package func member(_ name: UnsafeBufferPointer<UInt8>) -> Value? {
        let entries = self.entries
        for index in stride(from: 0, to: entries.count, by: 2) {
            let key = entries[index].utf8
            guard key.count == name.count else { continue }
            if name.isEmpty { return entries[index + 1] }
            if let x = key.baseAddress, let y = name.baseAddress, memcmp(x, y, key.count) == 0 { return entries[index + 1] }
        }
        return nil
    }
}
