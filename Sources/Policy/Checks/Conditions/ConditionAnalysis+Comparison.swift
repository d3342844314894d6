import FEEL

extension ConditionAnalysis {
    /// `a op b` where one side is constant.
    func comparison(_ op: BinaryOperator, _ a: TypedExpr, _ b: TypedExpr, _ expr: TypedExpr, _ wanted: Bool, _ reading: Reading) -> Cases? {
        guard let right = constant(b) else {
            if constant(a) != nil, let flipped = op.flipped { return comparison(flipped, b, a, expr, wanted, reading) }
            return opaque(expr, wanted, reading)
        }
        if right == .null, op == .equal || op == .notEqual, constant(a) == nil {
            // Whether there is a value is a question of its own.
            guard case .text(let words) = Self.asText(term(of: a, reading)) else { return nil }
            return Cases(.text(words + " = null"), .only(.boolean(wanted == (op == .equal))))
        }
        guard let value = Scalar(right) else { return opaque(expr, wanted, reading) }
        return compared(op, a, value, expr, wanted, reading)
    }

    private static func asText(_ term: Cases.Term) -> Cases.Term {
        if case .slot(let slot) = term { return .text("slot \(slot)") }
        return term
    }

    private func compared(_ op: BinaryOperator, _ a: TypedExpr, _ value: Scalar, _ expr: TypedExpr, _ wanted: Bool, _ reading: Reading) -> Cases? {
        if let left = constant(a) {
            // Two constants: known now.
            guard let left = Scalar(left), let outcome = Self.outcome(op, left, value) else { return .never }
            return outcome == wanted ? .always : .never
        }
        if case .boolean(let truth) = value, a.type == .boolean, op == .equal || op == .notEqual {
            return cases(a, (op == .equal) == (truth == wanted), reading)
        }
        guard let domain = Self.domain(wanted ? op : op.negated, value) else { return opaque(expr, wanted, reading) }
        return constrained(term(of: a, reading), domain)
    }

    private static func outcome(_ op: BinaryOperator, _ left: Scalar, _ right: Scalar) -> Bool? {
        guard left.isKin(to: right) else { return nil }
        switch op {
        case .equal: return left == right
        case .notEqual: return left != right
        case .less: return left.order(right).map { $0 < 0 }
        case .lessOrEqual: return left.order(right).map { $0 <= 0 }
        case .greater: return left.order(right).map { $0 > 0 }
        case .greaterOrEqual: return left.order(right).map { $0 >= 0 }
        default: return nil
        }
    }

    private static func domain(_ op: BinaryOperator?, _ value: Scalar) -> Domain? {
        switch op {
        case .equal: .only(value)
        case .notEqual: .except(value)
        case .less: .interval(from: nil, to: Domain.Bound(value: value, isClosed: false))
        case .lessOrEqual: .interval(from: nil, to: Domain.Bound(value: value, isClosed: true))
        case .greater: .interval(from: Domain.Bound(value: value, isClosed: false), to: nil)
        case .greaterOrEqual: .interval(from: Domain.Bound(value: value, isClosed: true), to: nil)
        default: nil
        }
    }

    /// `value` within an interval, or outside of it; a missing end is no bound.
    func interval(
        _ value: TypedExpr, low: TypedExpr?, lowClosed: Bool, high: TypedExpr?, highClosed: Bool, _ expr: TypedExpr, _ wanted: Bool,
        _ reading: Reading
    ) -> Cases? {
        let above = low.map { comparison(lowClosed ? .greaterOrEqual : .greater, value, $0, expr, wanted, reading) } ?? (wanted ? .always : .never)
        let below = high.map { comparison(highClosed ? .lessOrEqual : .less, value, $0, expr, wanted, reading) } ?? (wanted ? .always : .never)
        let isConstant = [low, high].allSatisfy { $0.map { constant($0) != nil } ?? true }
        // With an end that isn't constant both halves would stand for the whole under the same words.
        guard isConstant else { return opaque(expr, wanted, reading) }
        return wanted ? both(above, below) : .either(above, below)
    }

    /// One test of `in`.
    func outcome(_ test: TypedExpr.Test, _ value: TypedExpr, _ wanted: Bool, _ reading: Reading) -> Cases? {
        switch test {
        case .compare(let op, let operand):
            guard constant(operand) != nil else { return unseen(operand, value, wanted, reading, op.rawValue) }
            return comparison(op, value, operand, operand, wanted, reading)
        case .interval(let low, let lowClosed, let high, let highClosed):
            let ends = [low, high].compactMap { $0 }
            guard let first = ends.first, ends.allSatisfy({ constant($0) != nil }) else { return nil }
            return interval(value, low: low, lowClosed: lowClosed, high: high, highClosed: highClosed, first, wanted, reading)
        case .expression(let operand, let isCondition):
            return isCondition ? unseen(operand, value, wanted, reading, "?") : member(value, operand, wanted, reading)
        }
    }

    /// Equality with a constant, or membership of a list or range of constants.
    private func member(_ value: TypedExpr, _ operand: TypedExpr, _ wanted: Bool, _ reading: Reading) -> Cases? {
        switch operand.kind {
        case .list(let elements):
            return elements.reduce(wanted ? Cases.never : .always) { found, element in
                wanted ? .either(found, member(value, element, true, reading)) : both(found, member(value, element, false, reading))
            }
        case .range(let low, let lowClosed, let high, let highClosed):
            return outcome(.interval(low: low, lowClosed: lowClosed, high: high, highClosed: highClosed), value, wanted, reading)
        case .point(let point, let negated): return outcome(.compare(negated ? .notEqual : .equal, point), value, wanted, reading)
        default:
            guard let datum = constant(operand), datum != .null else { return unseen(operand, value, wanted, reading, "in") }
            guard case .list(let elements) = datum else { return comparison(.equal, value, operand, operand, wanted, reading) }
            return elements.reduce(wanted ? Cases.never : .always) { found, element in
                let one = TypedExpr(.constant(element), type: element.type, span: operand.span)
                return wanted
                    ? .either(found, comparison(.equal, value, one, operand, true, reading))
                    : both(found, comparison(.equal, value, one, operand, false, reading))
            }
        }
    }

    /// A test whose words alone don't say what is tested.
    private func unseen(_ operand: TypedExpr, _ value: TypedExpr, _ wanted: Bool, _ reading: Reading, _ word: String) -> Cases? {
        guard case .text(let tested) = Self.asText(term(of: value, reading)), case .text(let words) = Self.asText(term(of: operand, reading)) else {
            return nil
        }
        return Cases(.text("\(tested) \(word) \(words)"), .only(.boolean(wanted)))
    }
}

extension BinaryOperator {
    /// The operator with its sides changed.
    fileprivate var flipped: BinaryOperator? {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        default: nil
        }
    }

    fileprivate var negated: BinaryOperator? {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        default: nil
        }
    }
}
