import Diagnostics

/// Comparisons and `in`, with fused leaves where one side is a slot and the other a constant.
extension Compiler {
    func comparison(_ op: BinaryOperator, _ left: TypedExpr, _ right: TypedExpr, _ span: Span) -> Code {
        let site = Site(span: span, subject: op.rawValue)
        if case .constant(.null) = right.kind { return nullTest(compile(left), equal: op == .equal, op, site) }
        if case .constant(.null) = left.kind { return nullTest(compile(right), equal: op == .equal, op, site) }
        if let slot = plainSlot(left), let constant = constant(right) { return fused(op, slot, constant, site) }
        if let slot = plainSlot(right), let constant = constant(left) { return fused(op.mirrored, slot, constant, site) }
        let a = compile(left)
        let b = compile(right)
        return { m in
            let x = a(m)
            return compare(op, x, b(m), m, site)
        }
    }

    /// A comparison with the literal null looks through unknown: what the record doesn't have is null.
    private func nullTest(_ code: @escaping Code, equal: Bool, _ op: BinaryOperator, _ site: Site) -> Code {
        switch op {
        case .equal, .notEqual:
            return { m in
                let value = code(m)
                return .boolean((value.isNull || value.isUnknown) == equal)
            }
        default:
            return { m in
                let value = code(m)
                return value.isUnknown ? value : m.pointee.fail(.incomparable, site, value, .null)
            }
        }
    }

    private func fused(_ op: BinaryOperator, _ slot: Int, _ constant: Value, _ site: Site) -> Code {
        switch (op, constant.tag) {
        case (.equal, .string) where constant.aux != 0, (.notEqual, .string) where constant.aux != 0:
            let symbol = constant.aux
            let wanted = op == .equal
            return { m in
                let value = m.pointee.slots[slot]
                if value.tag == .string, value.aux != 0 { return .boolean((value.aux == symbol) == wanted) }
                return compare(op, value, constant, m, site)
            }
        case (.equal, .boolean):
            let wanted = constant.bits
            return { m in
                let value = m.pointee.slots[slot]
                if value.tag == .boolean { return .boolean(value.bits == wanted) }
                return compare(op, value, constant, m, site)
            }
        case (.less, .number): return fusedNumber(slot, constant, op, site) { $0 < $1 }
        case (.lessOrEqual, .number): return fusedNumber(slot, constant, op, site) { $0 <= $1 }
        case (.greater, .number): return fusedNumber(slot, constant, op, site) { $0 > $1 }
        case (.greaterOrEqual, .number): return fusedNumber(slot, constant, op, site) { $0 >= $1 }
        case (.equal, .number): return fusedNumber(slot, constant, op, site) { $0 == $1 }
        default:
            return { m in compare(op, m.pointee.slots[slot], constant, m, site) }
        }
    }

    @inline(__always)
    private func fusedNumber(
        _ slot: Int, _ constant: Value, _ op: BinaryOperator, _ site: Site, _ holds: @escaping @Sendable (Int64, Int64) -> Bool
    ) -> Code {
        let exponent = constant.exponent
        let bits = constant.bits
        return { m in
            let value = m.pointee.slots[slot]
            if value.tag == .number, value.exponent == exponent { return .boolean(holds(value.bits, bits)) }
            return compare(op, value, constant, m, site)
        }
    }

    func within(_ value: TypedExpr, _ tests: [TypedExpr.Test], negated: Bool, input: Int?, _ site: Site) -> Code {
        let subject = compile(value)
        let test = disjunction(tests[...], site)
        let code: Code = { m in
            let x = subject(m)
            if let input { m.pointee.locals[input] = x }
            let result = test(m, x)
            if negated, result.tag == .boolean { return .boolean(!result.isTrue) }
            return result
        }
        if !negated, input == nil, let membership = membership(value, tests, otherwise: code) { return membership }
        return code
    }

    /// Tests joined by Kleene's `or`, in a tree of closures that is no deeper than it must be.
    private func disjunction(_ tests: ArraySlice<TypedExpr.Test>, _ site: Site) -> TestCode {
        guard let test = tests.first else { return { _, _ in .false } }
        if tests.count == 1 { return compile(test, site) }
        let middle = tests.startIndex + tests.count / 2
        let (first, second) = (disjunction(tests[..<middle], site), disjunction(tests[middle...], site))
        return { m, x in
            let a = first(m, x)
            if a.isTrue { return a }
            let b = second(m, x)
            if b.isTrue || a.isFalse { return b }
            if a.isUnknown { return b.isUnknown ? m.pointee.unknown(a, b) : a }
            return b.isUnknown ? b : a
        }
    }

    /// `slot in ("a", "b", …)` over interned strings: a few comparisons of small integers.
    private func membership(_ value: TypedExpr, _ tests: [TypedExpr.Test], otherwise: @escaping Code) -> Code? {
        guard let slot = plainSlot(value) else { return nil }
        var constants: [Value] = []
        for test in tests {
            guard case .expression(let operand, false) = test else { return nil }
            switch operand.kind {
            case .constant(.string(let text)): constants.append(unit.symbol(text))
            case .list(let elements):
                for element in elements {
                    guard case .constant(.string(let text)) = element.kind else { return nil }
                    constants.append(unit.symbol(text))
                }
            default: return nil
            }
        }
        guard constants.allSatisfy({ $0.aux != 0 && $0.length <= Comparison.freeBytes }), let memory = unit.values(constants), !constants.isEmpty
        else { return nil }
        let count = constants.count
        // The unit keeps the memory as long as the program lives.
        nonisolated(unsafe) let symbols = memory
        return { m in
            let value = m.pointee.slots[slot]
            guard value.tag == .string else { return otherwise(m) }
            for index in 0..<count where Comparison.sameText(value, symbols[index]) { return .true }
            return .false
        }
    }

    private typealias TestCode = @Sendable (MachineRef, Value) -> Value

    private func compile(_ test: TypedExpr.Test, _ site: Site) -> TestCode {
        switch test {
        case .compare(let op, let operand):
            let code = compile(operand)
            return { m, x in compare(op, x, code(m), m, site) }
        case .interval(let low, let lowClosed, let high, let highClosed):
            let a = low.map { compile($0) }
            let b = high.map { compile($0) }
            return { m, x in
                let from = a.map { $0(m) } ?? .null
                let to = b.map { $0(m) } ?? .null
                // Each end is a comparison of its own, joined by Kleene's `and`. One that comes to null is no bound that was left out.
                let first = a == nil ? .true : compare(lowClosed ? .greaterOrEqual : .greater, x, from, m, site)
                if first.isFalse { return first }
                let second = b == nil ? .true : compare(highClosed ? .lessOrEqual : .less, x, to, m, site)
                if second.isFalse { return second }
                if first.isUnknown || second.isUnknown { return m.pointee.unknown(first, second) }
                return first.isNull ? first : second
            }
        case .expression(let operand, let isCondition):
            let code = compile(operand)
            if isCondition {
                return { m, x in
                    let value = code(m)
                    if value.tag == .boolean || value.isUnknown || value.isNull { return value }
                    return isMember(x, of: value, m, site)
                }
            }
            return { m, x in isMember(x, of: code(m), m, site) }
        }
    }
}

/// A comparison of two values of any kind; unknown when one of them is.
func compare(_ op: BinaryOperator, _ a: Value, _ b: Value, _ m: MachineRef, _ site: Site) -> Value {
    if a.isUnknown || b.isUnknown { return m.pointee.unknown(a, b) }
    switch op {
    case .equal, .notEqual:
        guard let equal = Comparison.equal(a, b, m) else { return m.pointee.fail(.incomparable, site, a, b) }
        return .boolean(equal == (op == .equal))
    default:
        if a.isNull || b.isNull { return .null }
        guard let order = Comparison.order(a, b, m) else { return m.pointee.fail(.incomparable, site, a, b) }
        switch op {
        case .less: return .boolean(order < 0)
        case .lessOrEqual: return .boolean(order <= 0)
        case .greater: return .boolean(order > 0)
        default: return .boolean(order >= 0)
        }
    }
}

/// `x in operand`: equality, or membership of a list or a range (DMN 1.5, 10.3.2.7 and table 55).
func isMember(_ x: Value, of operand: Value, _ m: MachineRef, _ site: Site) -> Value {
    if x.isUnknown || operand.isUnknown { return m.pointee.unknown(x, operand) }
    switch operand.tag {
    case .range where x.tag != .range:
        if x.isNull { return .null }
        guard let inside = Comparison.contains(operand, x, m) else { return m.pointee.fail(.incomparable, site, x, operand) }
        return .boolean(inside)
    case .list:
        if x.tag == .list, Comparison.equal(x, operand, m) == true { return .true }
        guard m.pointee.step(operand.elements.count) else { return m.pointee.fail(.budget, site) }
        for element in operand.elements {
            if element.tag == .range, x.tag != .range {
                if Comparison.contains(element, x, m) == true { return .true }
            } else if Comparison.equal(x, element, m) == true {
                return .true
            }
        }
        return .false
    default:
        guard let equal = Comparison.equal(x, operand, m) else { return m.pointee.fail(.incomparable, site, x, operand) }
        return .boolean(equal)
    }
}

extension BinaryOperator {
    /// The operator that says the same with its sides exchanged.
    var mirrored: BinaryOperator {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        default: self
        }
    }
}
