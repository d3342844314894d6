import Diagnostics

/// Branches that are never reached, and ranges that no value lies in.
extension Checker {
    /// What is known of a condition where a branch stands, and how many names were bound there: further in they may mean something else.
    struct Assumption {
        var condition: Expr
        var holds: Bool
        var bindings: Int
    }

    mutating func conditional(_ test: Expr, _ then: Expr, _ otherwise: Expr, _ span: Span) -> TypedExpr {
        let c = condition(test, of: "if")
        if let holds = assumed(test) ?? Checker.truth(of: c) { reportUnreachable(holds ? otherwise.span : then.span, holds: holds) }
        let a = check(then, assuming: test, true)
        let b = check(otherwise, assuming: test, false)
        return TypedExpr(.conditional(c, then: a, otherwise: b), type: a.type.joined(with: b.type), span: span)
    }

    private var bindings: Int { scope.frames.reduce(scope.frames.count) { $0 + $1.bindings.count } }

    private mutating func check(_ branch: Expr, assuming condition: Expr, _ holds: Bool) -> TypedExpr {
        assumptions.append(Assumption(condition: condition, holds: holds, bindings: bindings))
        defer { assumptions.removeLast() }
        return check(branch)
    }

    /// What a condition comes to because the branch it stands in depends on the same. No more than a few are looked at, so that a long chain costs
    /// no more than its length.
    private func assumed(_ condition: Expr) -> Bool? {
        let bindings = bindings
        return assumptions.suffix(8).last { $0.bindings == bindings && $0.condition == condition }?.holds
    }

    private mutating func reportUnreachable(_ branch: Span, holds: Bool) {
        report(
            "unreachable-branch", branch,
            holds
                ? Phrase(zh: "条件总为真，到不了这一支", en: "this branch is never reached: the condition is always true here")
                : Phrase(zh: "条件总不为真，到不了这一支", en: "this branch is never reached: the condition is never true here"),
            mend: Phrase(zh: "改正条件，或删掉这一支", en: "correct the condition, or delete the branch"), severity: .warning)
    }

    /// What a condition always comes to; nil when it depends on something.
    static func truth(of condition: TypedExpr) -> Bool? {
        switch condition.kind {
        case .constant(.boolean(let value)): return value
        case .constant(.null): return false
        case .and(let a, let b):
            let (left, right) = (truth(of: a), truth(of: b))
            return left == false || right == false ? false : left == true && right == true ? true : nil
        case .or(let a, let b):
            let (left, right) = (truth(of: a), truth(of: b))
            return left == true || right == true ? true : left == false && right == false ? false : nil
        case .comparison(let op, let a, let b): return compared(op, a, b)
        case .builtin(let builtin, let arguments, _) where builtin.name == "not" && arguments.count == 1:
            guard case .constant(.boolean(let value)) = arguments[0].kind else { return nil }
            return !value
        default: return nil
        }
    }

    private static func compared(_ op: BinaryOperator, _ a: TypedExpr, _ b: TypedExpr) -> Bool? {
        guard let order = order(a, b) else { return nil }
        switch op {
        case .equal: return order == 0
        case .notEqual: return order != 0
        case .less: return order < 0
        case .lessOrEqual: return order <= 0
        case .greater: return order > 0
        default: return order >= 0
        }
    }

    /// The order of two literals; nil of anything else.
    private static func order(_ a: TypedExpr, _ b: TypedExpr) -> Int? {
        guard case .constant(let left) = a.kind, case .constant(let right) = b.kind else { return nil }
        switch (left, right) {
        case (.number(let x), .number(let y)): return Decimal128.compare(x.decimal, y.decimal)
        case (.date(let x), .date(let y)), (.yearsMonthsDuration(let x), .yearsMonthsDuration(let y)): return x < y ? -1 : x > y ? 1 : 0
        case (.string(let x), .string(let y)): return x == y ? 0 : x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars) ? -1 : 1
        default: return nil
        }
    }

    /// A range whose start is above its end: none, and nothing lies between.
    mutating func reportEmpty(_ low: TypedExpr?, _ high: TypedExpr?, _ span: Span) {
        guard let low, let high, let order = Checker.order(low, high), order > 0 else { return }
        report(
            "invalid-range", span, Phrase(zh: "区间的起点大于终点，没有值在其中", en: "the start of the range is above its end: no value lies in it"),
            mend: Phrase(zh: "对调两端", en: "exchange the ends"), severity: .warning)
    }
}
