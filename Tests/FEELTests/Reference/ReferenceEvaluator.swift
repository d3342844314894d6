import Diagnostics
import FEEL

/// FEEL read directly (DMN 1.5, 10.3.2, and Kleene's logic for unknown facts): recursion over the tree as written, dictionaries for scopes.
///
/// Slow and plain on purpose. What the compiled programs say is checked against it.
final class ReferenceEvaluator {
    var facts: [String: ReferenceValue] = [:]
    var definitions: [String: Expr] = [:]
    private var evaluated: [String: ReferenceValue] = [:]
    /// Builtins that gave more than null.
    var answered: Set<String> = []
    private var functions = 0
    private var steps = 0
    private let limit = 20_000

    /// More work than a trial is worth.
    struct TooLong: Error {}

    func evaluate(_ expr: Expr) throws -> ReferenceValue {
        steps = 0
        if case .unaryTests(let tests, let negated) = expr.kind {
            let result = try disjunction(tests, lookUp("?", .outermost), .outermost)
            if negated, case .boolean(let value) = result { return .boolean(!value) }
            return result
        }
        return try evaluate(expr, .outermost)
    }

    func step() throws {
        steps += 1
        if steps > limit { throw TooLong() }
    }

    func evaluate(_ expr: Expr, _ scope: ReferenceScope) throws -> ReferenceValue {
        let value = try outcome(expr, scope)
        if value.isBeyondKnownZones { throw Undecided() }
        return value
    }

    private func outcome(_ expr: Expr, _ scope: ReferenceScope) throws -> ReferenceValue {
        try step()
        switch expr.kind {
        case .null: return .null
        case .boolean(let value): return .boolean(value)
        case .number(let text): return Number(text).map { .number($0.decimal) } ?? .null
        case .string(let text): return .string(text)
        case .temporal(let text): return Datum(temporal: text).map { ReferenceValue($0) } ?? .null
        case .name(let name): return try lookUp(name, scope)
        case .path(let base, let member): return try ReferenceOperators.member(member.name, of: evaluate(base, scope))
        case .negate(let operand): return try ReferenceOperators.negate(evaluate(operand, scope))
        case .binary(let op, let left, let right): return try binary(op, left, right, scope)
        case .between(let value, let low, let high):
            // Defined as `value >= low and value <= high`.
            let value = try evaluate(value, scope)
            return try and(
                ReferenceOperators.compare(.greaterOrEqual, value, evaluate(low, scope)),
                ReferenceOperators.compare(.lessOrEqual, value, evaluate(high, scope)))
        case .within(let value, let tests):
            let value = try evaluate(value, scope)
            return try disjunction(tests, value, mentionsInput(tests) ? scope.with("?", value) : scope)
        case .conditional(let condition, let then, let otherwise): return try conditional(condition, then, otherwise, scope)
        case .loop(let iterators, let result): return try loop(iterators, result, scope)
        case .quantified(let quantifier, let iterators, let condition):
            return try quantified(quantifier, iterators[...], condition, scope)
        case .filter(let list, let condition): return try filter(list, condition, scope)
        case .call(let callee, let arguments): return try call(callee, arguments, scope)
        case .list(let elements):
            let values = try elements.map { try evaluate($0, scope) }
            return .unknown(among: values) ?? .list(values)
        case .context(let entries): return try context(entries, scope)
        case .range(let interval): return try range(interval, scope)
        case .function(let parameters, let body, let external):
            if external { return .null }
            functions += 1
            return .function(
                ReferenceFunction(
                    identity: functions, builtin: nil, parameters: parameters.map { ($0.name.name, $0.type) }, body: body, scope: scope))
        case .instanceOf(let operand, let type):
            let value = try evaluate(operand, scope)
            return try value.facts != nil ? value : .boolean(ReferenceTypes.isInstance(value, type))
        case .unaryTests(let tests, _):
            // Inside an expression one comparison by `=` or `!=` stands for a value.
            guard case .compare(let op, let operand)? = tests.first else { return .null }
            let value = try evaluate(operand, scope)
            if value.facts != nil { return value }
            return ReferenceOperators.order(value, value) == nil ? .null : .point(value, negated: op == .notEqual)
        }
    }

    // MARK: Names

    /// Locals, then facts, definitions, and at last builtins.
    func lookUp(_ name: String, _ scope: ReferenceScope) throws -> ReferenceValue {
        if let local = scope.find(name) { return local }
        if let fact = facts[name] { return fact }
        if let definition = definitions[name] {
            if let known = evaluated[name] { return known }
            let value = try evaluate(definition, .outermost)
            evaluated[name] = value
            return value
        }
        if ReferenceBuiltins.signatures[name] != nil {
            return .function(ReferenceFunction(identity: 0, builtin: name, parameters: [], body: Expr(.null, .at(0)), scope: .outermost))
        }
        return .null
    }

    func isShadowed(_ name: String, _ scope: ReferenceScope) -> Bool {
        scope.find(name) != nil || facts[name] != nil || definitions[name] != nil
    }

    // MARK: Logic

    private func binary(_ op: BinaryOperator, _ left: Expr, _ right: Expr, _ scope: ReferenceScope) throws -> ReferenceValue {
        let a = try evaluate(left, scope)
        let b = try evaluate(right, scope)
        switch op {
        case .and: return and(a, b)
        case .or: return or(a, b)
        case .equal, .notEqual:
            // A comparison with the literal null looks through unknown.
            if left.kind == .null || right.kind == .null {
                let other = right.kind == .null ? a : b
                return .boolean((other.isNull || other.facts != nil) == (op == .equal))
            }
            return ReferenceOperators.compare(op, a, b)
        case .less, .lessOrEqual, .greater, .greaterOrEqual: return ReferenceOperators.compare(op, a, b)
        case .add, .subtract, .multiply, .divide, .power: return ReferenceOperators.arithmetic(op, a, b)
        }
    }

    func and(_ a: ReferenceValue, _ b: ReferenceValue) -> ReferenceValue {
        if a.isFalse || b.isFalse { return .boolean(false) }
        if let unknown = ReferenceValue.unknown(among: [a, b]) { return unknown }
        return a.isTrue && b.isTrue ? .boolean(true) : .null
    }

    func or(_ a: ReferenceValue, _ b: ReferenceValue) -> ReferenceValue {
        if a.isTrue || b.isTrue { return .boolean(true) }
        if let unknown = ReferenceValue.unknown(among: [a, b]) { return unknown }
        return a.isFalse && b.isFalse ? .boolean(false) : .null
    }

    private func conditional(_ condition: Expr, _ then: Expr, _ otherwise: Expr, _ scope: ReferenceScope) throws -> ReferenceValue {
        let test = try evaluate(condition, scope)
        if test.isTrue { return try evaluate(then, scope) }
        if test.facts == nil { return try evaluate(otherwise, scope) }
        let a = try evaluate(then, scope)
        let b = try evaluate(otherwise, scope)
        if a.facts != nil || b.facts != nil { return .unknown(among: [test, a, b]) ?? .null }
        return ReferenceOperators.equal(a, b) == true ? a : test
    }

    // MARK: Tests

    private func disjunction(_ tests: [Expr.UnaryTest], _ value: ReferenceValue, _ scope: ReferenceScope) throws -> ReferenceValue {
        let outcomes = try tests.map { try test($0, value, scope) }
        if outcomes.contains(where: \.isTrue) { return .boolean(true) }
        if let unknown = ReferenceValue.unknown(among: outcomes) { return unknown }
        return outcomes.contains(where: \.isNull) ? .null : .boolean(false)
    }

    private func test(_ test: Expr.UnaryTest, _ value: ReferenceValue, _ scope: ReferenceScope) throws -> ReferenceValue {
        switch test {
        case .compare(let op, let operand): return try ReferenceOperators.compare(op, value, evaluate(operand, scope))
        case .interval(let interval, _):
            // Defined as two comparisons joined by `and`.
            var result = ReferenceValue.boolean(true)
            if let low = interval.low {
                result = try and(result, ReferenceOperators.compare(interval.lowClosed ? .greaterOrEqual : .greater, value, evaluate(low, scope)))
            }
            if let high = interval.high {
                result = try and(result, ReferenceOperators.compare(interval.highClosed ? .lessOrEqual : .less, value, evaluate(high, scope)))
            }
            return result
        case .expression(let expr):
            let operand = try evaluate(expr, scope)
            if mentionsInput([test]) {
                switch operand {
                case .boolean, .unknown, .null: return operand
                default: break
                }
            }
            return ReferenceOperators.isMember(value, of: operand)
        }
    }

    private func mentionsInput(_ tests: [Expr.UnaryTest]) -> Bool {
        tests.contains { test in
            switch test {
            case .compare(_, let expr), .expression(let expr): expr.mentions("?")
            case .interval(let interval, _): (interval.low?.mentions("?") ?? false) || (interval.high?.mentions("?") ?? false)
            }
        }
    }

    // MARK: Constructors

    private func context(_ entries: [Expr.Entry], _ scope: ReferenceScope) throws -> ReferenceValue {
        var members: [(name: String, value: ReferenceValue)] = []
        var inner = scope
        if Set(entries.map(\.key.name)).count < entries.count { return .null }
        for entry in entries {
            let value = try evaluate(entry.value, inner)
            members.append((entry.key.name, value))
            inner = inner.with(entry.key.name, value)
        }
        return .unknown(among: members.map(\.value)) ?? .context(members)
    }

    private func range(_ interval: Expr.Interval, _ scope: ReferenceScope) throws -> ReferenceValue {
        let low = try interval.low.map { try evaluate($0, scope) }
        let high = try interval.high.map { try evaluate($0, scope) }
        let ends = [low, high].compactMap { $0 }
        if let unknown = ReferenceValue.unknown(among: ends) { return unknown }
        if ends.contains(where: \.isNull) || ends.isEmpty { return .null }
        if let low, let high {
            guard let order = ReferenceOperators.order(low, high), order <= 0 else { return .null }
        }
        return .range(low: low, lowClosed: interval.lowClosed, high: high, highClosed: interval.highClosed)
    }
}
