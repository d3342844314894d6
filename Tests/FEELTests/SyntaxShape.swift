@testable import FEEL

/// A tree as a short text in prefix form, for tests: `(+ 1 (* 2 x))`.
func shape(_ expr: Expr?) -> String {
    guard let expr else { return "nothing" }
    switch expr.kind {
    case .null: return "null"
    case .boolean(let value): return "\(value)"
    case .number(let digits): return digits
    case .string(let value): return "'\(value)'"
    case .temporal(let value): return "@'\(value)'"
    case .name(let name): return name.contains(" ") ? "«\(name)»" : name
    case .path(let value, let member): return "(. \(shape(value)) \(member.name))"
    case .negate(let value): return "(neg \(shape(value)))"
    case .binary(let symbol, let left, let right): return "(\(symbol.rawValue) \(shape(left)) \(shape(right)))"
    case .between(let value, let low, let high): return "(between \(shape(value)) \(shape(low)) \(shape(high)))"
    case .within(let value, let tests): return "(in \(([shape(value)] + tests.map(shape)).joined(separator: " ")))"
    case .conditional(let condition, let then, let otherwise): return "(if \(shape(condition)) \(shape(then)) \(shape(otherwise)))"
    case .loop(let iterators, let result): return "(for \(iterators.map(shape).joined(separator: " ")) \(shape(result)))"
    case .quantified(let quantifier, let iterators, let condition):
        return "(\(quantifier) \(iterators.map(shape).joined(separator: " ")) \(shape(condition)))"
    case .filter(let value, let condition): return "(filter \(shape(value)) \(shape(condition)))"
    case .call(let callee, .positional(let values)): return "(call \(([callee] + values).map { shape($0) }.joined(separator: " ")))"
    case .call(let callee, .named(let values)):
        return "(call \(([shape(callee)] + values.map { "\($0.name.name): \(shape($0.value))" }).joined(separator: " ")))"
    case .list(let items): return "[\(items.map { shape($0) }.joined(separator: " "))]"
    case .context(let entries): return "{\(entries.map { "\($0.key.name): \(shape($0.value))" }.joined(separator: " "))}"
    case .range(let range): return shape(range)
    case .function(let parameters, let body, let external):
        let names = parameters.map { $0.name.name + ($0.type.map { ": " + Printer.text(of: $0) } ?? "") }
        return "(\(external ? "external" : "function") [\(names.joined(separator: " "))] \(shape(body)))"
    case .instanceOf(let value, let type): return "(is \(shape(value)) \(Printer.text(of: type)))"
    case .unaryTests(let tests, let negated): return "(\(([negated ? "none" : "tests"] + tests.map(shape)).joined(separator: " ")))"
    }
}

private func shape(_ range: Expr.Interval) -> String {
    (range.lowClosed ? "<[" : "<(") + (range.low.map { shape($0) } ?? "") + ".." + (range.high.map { shape($0) } ?? "")
        + (range.highClosed ? "]>" : ")>")
}

private func shape(_ test: Expr.UnaryTest) -> String {
    switch test {
    case .compare(let symbol, let expr): "(\(symbol.rawValue) \(shape(expr)))"
    case .interval(let range, _): shape(range)
    case .expression(let expr): shape(expr)
    }
}

private func shape(_ iterator: Expr.Iterator) -> String {
    switch iterator.source {
    case .list(let list): "\(iterator.variable.name)∈\(shape(list))"
    case .span(let from, let to): "\(iterator.variable.name)∈\(shape(from))..\(shape(to))"
    }
}
