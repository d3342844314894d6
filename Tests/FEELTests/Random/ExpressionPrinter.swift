import FEEL

/// Prints a tree with all parentheses, so that nothing hangs on precedence.
enum ExpressionPrinter {
    static func text(_ expr: Expr) -> String {
        switch expr.kind {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let text): text
        case .string(let text): quoted(text)
        case .temporal(let text): "@\(quoted(text))"
        case .name(let name): name
        case .path(let base, let member): "\(closed(base)).\(member.name)"
        case .negate(let operand): "-\(closed(operand))"
        case .binary(let op, let left, let right): "\(closed(left)) \(op.rawValue) \(closed(right))"
        case .between(let value, let low, let high): "\(closed(value)) between \(closed(low)) and \(closed(high))"
        case .within(let value, let tests): "\(closed(value)) in (\(tests.map(test).joined(separator: ", ")))"
        case .conditional(let test, let then, let otherwise): "if \(text(test)) then \(text(then)) else \(text(otherwise))"
        case .loop(let all, let result): "for \(iterators(all)) return \(text(result))"
        case .quantified(let quantifier, let all, let condition):
            "\(quantifier == .some ? "some" : "every") \(iterators(all)) satisfies \(text(condition))"
        case .filter(let list, let condition): "\(closed(list))[\(text(condition))]"
        case .call(let callee, let arguments): "\(closed(callee))(\(self.arguments(arguments)))"
        case .list(let elements): "[\(elements.map(text).joined(separator: ", "))]"
        case .context(let entries): "{\(entries.map { "\($0.key.name): \(text($0.value))" }.joined(separator: ", "))}"
        case .range(let interval): self.interval(interval)
        case .function(let parameters, let body, let external):
            "function(\(parameters.map(parameter).joined(separator: ", "))) \(external ? "external " : "")\(text(body))"
        case .instanceOf(let value, let type): "\(closed(value)) instance of \(self.type(type))"
        // In an expression a point; in a cell it is read as the comparison that it is.
        case .unaryTests(let tests, false) where tests.count == 1 && tests[0].isPoint: "(\(test(tests[0])))"
        case .unaryTests(let tests, let negated):
            negated ? tests.isEmpty ? "-" : "not(\(tests.map(test).joined(separator: ", ")))" : tests.map(test).joined(separator: ", ")
        }
    }

    /// In parentheses unless it is one word or one literal.
    private static func closed(_ expr: Expr) -> String {
        switch expr.kind {
        case .null, .boolean, .number, .string, .temporal, .name, .list, .context: text(expr)
        case .range(let interval) where interval.low == nil || interval.high == nil: text(expr)
        default: "(\(text(expr)))"
        }
    }

    private static func test(_ test: Expr.UnaryTest) -> String {
        switch test {
        case .compare(let op, let expr): "\(op.rawValue) \(closed(expr))"
        case .interval(let interval, _): self.interval(interval)
        // `not(…)` alone in a cell negates tests, so that the function stands in parentheses.
        case .expression(let expr): text(expr).hasPrefix("not(") ? "(\(text(expr)))" : text(expr)
        }
    }

    private static func interval(_ interval: Expr.Interval) -> String {
        switch (interval.low, interval.high) {
        case (let low?, nil): return "(\(interval.lowClosed ? ">=" : ">") \(closed(low)))"
        case (nil, let high?): return "(\(interval.highClosed ? "<=" : "<") \(closed(high)))"
        case (let low?, let high?):
            return "\(interval.lowClosed ? "[" : "(")\(closed(low))..\(closed(high))\(interval.highClosed ? "]" : ")")"
        case (nil, nil): return "[]"
        }
    }

    private static func iterators(_ all: [Expr.Iterator]) -> String {
        all.map { iterator in
            switch iterator.source {
            case .list(let expr): "\(iterator.variable.name) in \(closed(expr))"
            case .span(let from, let to): "\(iterator.variable.name) in \(closed(from))..\(closed(to))"
            }
        }.joined(separator: ", ")
    }

    private static func arguments(_ arguments: Expr.Arguments) -> String {
        switch arguments {
        case .positional(let values): values.map(text).joined(separator: ", ")
        case .named(let values): values.map { "\($0.name.name): \(text($0.value))" }.joined(separator: ", ")
        }
    }

    private static func parameter(_ parameter: Expr.Parameter) -> String {
        parameter.type.map { "\(parameter.name.name): \(type($0))" } ?? parameter.name.name
    }

    private static func type(_ type: TypeExpr) -> String {
        switch type.kind {
        case .named(let name): name
        case .list(let element): "list<\(self.type(element))>"
        case .range(let element): "range<\(self.type(element))>"
        case .context(let members): "context<\(members.map { "\($0.name): \(self.type($0.type))" }.joined(separator: ", "))>"
        case .function(let parameters, let result): "function<\(parameters.map(self.type).joined(separator: ", "))> -> \(self.type(result))"
        }
    }

    static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}

extension Expr.UnaryTest {
    fileprivate var isPoint: Bool {
        switch self {
        case .compare(.equal, _), .compare(.notEqual, _): true
        default: false
        }
    }
}
