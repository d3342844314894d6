import Diagnostics
import FEEL
import Policy

/// The reference's own evaluator: walks FEEL's tree as it was parsed, looks every name up by its text.
struct ReferenceExpression {
    let tree: Expr?

    init(_ text: String, names: NameTable) {
        tree = Parser.parseExpression(SourceText(name: "<expression>", text: text), names: names, members: NameTable()).expr
    }

    /// Unary tests.
    init(tests text: String, names: NameTable) {
        tree = Parser.parseUnaryTests(SourceText(name: "<tests>", text: text), names: names, members: NameTable()).expr
    }

    /// Whether a value passes the tests that this is.
    func passes(_ subject: ReferenceValue, _ scope: Scope) -> ReferenceValue {
        guard case .unaryTests(let tests, let negated)? = tree?.kind else { return .null }
        var inner = scope
        inner.value = { $0 == "?" ? subject : scope.value($0) }
        let passed = tests.reduce(ReferenceValue.boolean(false)) { .or($0, ReferenceExpression.test($1, subject, inner)) }
        return negated ? .not(passed) : passed
    }

    /// What an expression can see.
    struct Scope {
        var value: (String) -> ReferenceValue
        /// Days on which events of a type happened so far, in order.
        var days: (String) -> [Int]
        var calendar = ReferenceCalendar(nil)
    }

    func evaluate(_ scope: Scope) -> ReferenceValue { tree.map { ReferenceExpression.value($0, scope) } ?? .null }

    /// The last day of what is due: where it is a sum, it is the end of a period.
    func evaluateDue(_ scope: Scope, _ deadlines: Deadlines) -> ReferenceValue {
        tree.map { ReferenceExpression.due($0, scope, deadlines) } ?? .null
    }

    private static func due(_ expr: Expr, _ scope: Scope, _ deadlines: Deadlines) -> ReferenceValue {
        switch expr.kind {
        case .conditional(let condition, let then, let otherwise):
            return conditional(value(condition, scope), { due(then, scope, deadlines) }, { due(otherwise, scope, deadlines) })
        case .binary(.add, _, _):
            let sum = value(expr, scope)
            if case .date(let day) = sum { return scope.calendar.end(day, deadlines) }
            return sum
        default: return value(expr, scope)
        }
    }

    private static func conditional(
        _ condition: ReferenceValue, _ then: () -> ReferenceValue, _ otherwise: () -> ReferenceValue
    ) -> ReferenceValue {
        if condition.isTrue { return then() }
        if condition.missing == nil { return otherwise() }
        // Whichever way it goes: where both ways come to one value, it is settled.
        let (a, b) = (then(), otherwise())
        if a == b, a.missing == nil { return a }
        return .unknown(among: [condition, a, b]) ?? .null
    }

    private static func value(_ expr: Expr, _ scope: Scope) -> ReferenceValue {
        switch expr.kind {
        case .null: return .null
        case .boolean(let value): return .boolean(value)
        case .number(let text): return Int(text).map { .number($0) } ?? .null
        case .string(let text): return .string(text)
        case .temporal(let text): return temporal(text)
        case .name(let name): return scope.value(name)
        case .negate(let operand):
            let operand = value(operand, scope)
            if case .number(let number) = operand { return .number(-number) }
            return operand.missing == nil ? .null : operand
        // What is settled already asks nobody.
        case .binary(.and, let a, let b):
            let first = value(a, scope)
            return first.isFalse ? first : .and(first, value(b, scope))
        case .binary(.or, let a, let b):
            let first = value(a, scope)
            return first.isTrue ? first : .or(first, value(b, scope))
        case .binary(.add, let a, let b): return sum(value(a, scope), value(b, scope))
        case .binary(let op, let a, let b):
            // Only a comparison with the literal looks through unknown.
            if a.kind == .null || b.kind == .null {
                let other = value(a.kind == .null ? b : a, scope)
                let isNull = other == .null || other.missing != nil
                return op == .equal ? .boolean(isNull) : op == .notEqual ? .boolean(!isNull) : .null
            }
            return compare(op, value(a, scope), value(b, scope))
        case .between(let subject, let low, let high):
            let subject = value(subject, scope)
            return .and(compare(.greaterOrEqual, subject, value(low, scope)), compare(.lessOrEqual, subject, value(high, scope)))
        case .within(let subject, let tests):
            let subject = value(subject, scope)
            return tests.reduce(.boolean(false)) { .or($0, test($1, subject, scope)) }
        case .conditional(let condition, let then, let otherwise):
            return conditional(value(condition, scope), { value(then, scope) }, { value(otherwise, scope) })
        case .call(let callee, .positional(let arguments)):
            guard case .name(let name) = callee.kind else { return .null }
            if ReferenceCalendar.functions.contains(name) { return scope.calendar.call(name, arguments.map { value($0, scope) }) }
            guard arguments.count == 1 else { return .null }
            return call(name, arguments[0], scope)
        case .list(let elements):
            let elements = elements.map { value($0, scope) }
            return .unknown(among: elements) ?? .list(elements)
        default: return .null
        }
    }

    private static func call(_ name: String, _ argument: Expr, _ scope: Scope) -> ReferenceValue {
        if name == "not" { return .not(value(argument, scope)) }
        if name == "is known" { return .boolean(value(argument, scope).missing == nil) }
        guard case .string(let event) = argument.kind else { return .null }
        let days = scope.days(event)
        switch name {
        case "has": return .boolean(!days.isEmpty)
        case "number of": return .number(days.count)
        case "date of": return days.first.map { .date($0) } ?? .null
        case "latest date of": return days.last.map { .date($0) } ?? .null
        default: return .null
        }
    }

    private static func test(_ test: Expr.UnaryTest, _ subject: ReferenceValue, _ scope: Scope) -> ReferenceValue {
        switch test {
        case .compare(let op, let operand): return compare(op, subject, value(operand, scope))
        case .interval(let interval, _):
            let low = interval.low.map { compare(interval.lowClosed ? .greaterOrEqual : .greater, subject, value($0, scope)) }
            let high = interval.high.map { compare(interval.highClosed ? .lessOrEqual : .less, subject, value($0, scope)) }
            return .and(low ?? .boolean(true), high ?? .boolean(true))
        case .expression(let expr):
            let operand = value(expr, scope)
            // A test of its own that mentions the input.
            if case .binary(_, let left, _) = expr.kind, left.kind == .name("?") { return operand }
            if let unknown = ReferenceValue.unknown(among: [subject, operand]) { return unknown }
            if case .list(let elements) = operand { return .boolean(elements.contains(subject)) }
            return compare(.equal, subject, operand)
        }
    }

    private static func compare(_ op: BinaryOperator, _ a: ReferenceValue, _ b: ReferenceValue) -> ReferenceValue {
        if let unknown = ReferenceValue.unknown(among: [a, b]) { return unknown }
        if op == .equal { return .boolean(a == b) }
        if op == .notEqual { return .boolean(a != b) }
        let order: Int
        switch (a, b) {
        case (.number(let x), .number(let y)), (.date(let x), .date(let y)), (.days(let x), .days(let y)), (.months(let x), .months(let y)):
            order = x < y ? -1 : x == y ? 0 : 1
        case (.string(let x), .string(let y)): order = x < y ? -1 : x == y ? 0 : 1
        default: return .null
        }
        switch op {
        case .less: return .boolean(order < 0)
        case .lessOrEqual: return .boolean(order <= 0)
        case .greater: return .boolean(order > 0)
        case .greaterOrEqual: return .boolean(order >= 0)
        default: return .null
        }
    }

    static func sum(_ a: ReferenceValue, _ b: ReferenceValue) -> ReferenceValue {
        if let unknown = ReferenceValue.unknown(among: [a, b]) { return unknown }
        switch (a, b) {
        case (.number(let x), .number(let y)): return .number(x + y)
        case (.days(let x), .days(let y)): return .days(x + y)
        case (.months(let x), .months(let y)): return .months(x + y)
        case (.date(let day), .days(let count)), (.days(let count), .date(let day)): return .date(day + count)
        case (.date(let day), .months(let count)), (.months(let count), .date(let day)):
            return CivilDate.adding(months: Int64(count), to: Int64(day)).map { .date(Int($0)) } ?? .null
        default: return .null
        }
    }

    /// A date, `PnD` or `PnM`, which is all that the packs of the tests write.
    private static func temporal(_ text: String) -> ReferenceValue {
        if let day = CivilDay.parse(text) { return .date(Int(day)) }
        guard text.hasPrefix("P"), let count = Int(text.dropFirst().dropLast()) else { return .null }
        return text.hasSuffix("D") ? .days(count) : .months(text.hasSuffix("Y") ? count * 12 : count)
    }
}
