import FEEL

/// Comparison, membership and paths of the reference evaluator.
enum ReferenceOperators {
    static func compare(_ op: BinaryOperator, _ a: ReferenceValue, _ b: ReferenceValue) -> ReferenceValue {
        if let unknown = ReferenceValue.unknown(among: [a, b]) { return unknown }
        switch op {
        case .equal: return equal(a, b).map { .boolean($0) } ?? .null
        case .notEqual: return equal(a, b).map { .boolean(!$0) } ?? .null
        case .less: return order(a, b).map { .boolean($0 < 0) } ?? .null
        case .lessOrEqual: return order(a, b).map { .boolean($0 <= 0) } ?? .null
        case .greater: return order(a, b).map { .boolean($0 > 0) } ?? .null
        default: return order(a, b).map { .boolean($0 >= 0) } ?? .null
        }
    }

    /// Nil when the two are of different kinds; null equals null alone.
    static func equal(_ a: ReferenceValue, _ b: ReferenceValue) -> Bool? {
        switch (a, b) {
        case (.null, _), (_, .null): return a.isNull && b.isNull
        case (.boolean(let x), .boolean(let y)): return x == y
        case (.list(let x), .list(let y)): return x.count == y.count && zip(x, y).allSatisfy { equal($0, $1) == true }
        case (.context(let x), .context(let y)):
            return x.count == y.count
                && x.allSatisfy { member in y.first { $0.name == member.name }.map { equal(member.value, $0.value) == true } ?? false }
        case (.range(let low, let lowClosed, let high, let highClosed), .range(let otherLow, let otherLowClosed, let otherHigh, let otherHighClosed)):
            return lowClosed == otherLowClosed && highClosed == otherHighClosed && equal(low ?? .null, otherLow ?? .null) == true
                && equal(high ?? .null, otherHigh ?? .null) == true
        case (.point(let x, let negated), .point(let y, let other)): return negated == other && equal(x, y) == true
        case (.point, .range), (.range, .point): return false
        case (.function(let x), .function(let y)): return x.identity == y.identity && x.builtin == y.builtin
        default: return order(a, b).map { $0 == 0 }
        }
    }

    /// Nil when the two have no order.
    static func order(_ a: ReferenceValue, _ b: ReferenceValue) -> Int? {
        switch (a, b) {
        case (.number(let x), .number(let y)): return Decimal128.compare(x, y).signum()
        case (.string(let x), .string(let y)):
            // By code point.
            let (left, right) = (x.unicodeScalars.map(\.value), y.unicodeScalars.map(\.value))
            return left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
        case (.date(let x), .date(let y)), (.yearsMonths(let x), .yearsMonths(let y)): return sign(Int128(x), Int128(y))
        case (.daysTime(let x), .daysTime(let y)): return sign(x, y)
        case (.time(let x, _), .time(let y, _)), (.dateTime(let x, _), .dateTime(let y, _)):
            guard let left = ReferenceTemporal.instant(a), let right = ReferenceTemporal.instant(b) else { return nil }
            // In whole seconds. A local one has the other's offset.
            let isMixed = left.isLocal || right.isLocal
            let (first, second) = isMixed ? (x, y) : (left.nanoseconds, right.nanoseconds)
            return sign(floorDivide(first, ReferenceTemporal.second).0, floorDivide(second, ReferenceTemporal.second).0)
        default: return nil
        }
    }

    private static func sign(_ a: Int128, _ b: Int128) -> Int { a < b ? -1 : a > b ? 1 : 0 }

    /// `value in operand`: in a range, in a list (whose ranges count as sets of values), or equal.
    static func isMember(_ value: ReferenceValue, of operand: ReferenceValue) -> ReferenceValue {
        if let unknown = ReferenceValue.unknown(among: [value, operand]) { return unknown }
        if value.isRange { return among(value, operand) }
        switch operand {
        case .range, .point: return isInside(value, operand).map { .boolean($0) } ?? .null
        default: return among(value, operand)
        }
    }

    private static func among(_ value: ReferenceValue, _ operand: ReferenceValue) -> ReferenceValue {
        guard case .list(let elements) = operand else { return equal(value, operand).map { .boolean($0) } ?? .null }
        if case .list = value, equal(value, operand) == true { return .boolean(true) }
        return .boolean(
            elements.contains { element in
                if element.isRange, !value.isRange { return isInside(value, element) == true }
                return equal(value, element) == true
            })
    }

    static func isInside(_ value: ReferenceValue, _ range: ReferenceValue) -> Bool? {
        if case .point(let out, true) = range { return order(value, out).map { $0 != 0 } }
        guard let (low, lowClosed, high, highClosed) = range.ends else { return nil }
        if let low {
            guard let order = order(value, low) else { return nil }
            if order < 0 || (order == 0 && !lowClosed) { return false }
        }
        if let high {
            guard let order = order(value, high) else { return nil }
            if order > 0 || (order == 0 && !highClosed) { return false }
        }
        return true
    }

    static func member(_ name: String, of base: ReferenceValue) -> ReferenceValue {
        switch base {
        case .unknown: return base
        case .context: return base.member(name) ?? .null
        case .list(let elements): return .list(elements.map { member(name, of: $0) })
        case .range, .point:
            // All but one value has no ends, and so takes none of them in.
            let (low, lowClosed, high, highClosed) = base.ends ?? (nil, false, nil, false)
            switch name {
            case "start": return low ?? .null
            case "end": return high ?? .null
            case "start included": return .boolean(lowClosed)
            case "end included": return .boolean(highClosed)
            default: return .null
            }
        default: return ReferenceTemporal.property(name, base)
        }
    }

    static func negate(_ value: ReferenceValue) -> ReferenceValue {
        switch value {
        case .unknown: value
        case .number(let decimal): .number(decimal.negated)
        case .daysTime(let total): ReferenceTemporal.days(-total)
        case .yearsMonths(let months): ReferenceTemporal.months(-Int128(months))
        default: .null
        }
    }
}
