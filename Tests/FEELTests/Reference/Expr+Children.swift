import FEEL

extension Expr {
    /// The same expression with every expression directly in it replaced.
    func mapped(_ f: (Expr) -> Expr) -> Expr {
        func interval(_ interval: Interval) -> Interval {
            Interval(low: interval.low.map(f), lowClosed: interval.lowClosed, high: interval.high.map(f), highClosed: interval.highClosed)
        }
        func tests(_ tests: [UnaryTest]) -> [UnaryTest] {
            tests.map { test in
                switch test {
                case .compare(let op, let expr): .compare(op, f(expr))
                case .interval(let ends, let span): .interval(interval(ends), span)
                case .expression(let expr): .expression(f(expr))
                }
            }
        }
        func iterators(_ iterators: [Iterator]) -> [Iterator] {
            iterators.map { iterator in
                switch iterator.source {
                case .list(let expr): Iterator(variable: iterator.variable, source: .list(f(expr)))
                case .span(let from, let to): Iterator(variable: iterator.variable, source: .span(from: f(from), to: f(to)))
                }
            }
        }
        let kind: Kind =
            switch self.kind {
            case .null, .boolean, .number, .string, .temporal, .name: self.kind
            case .path(let base, let member): .path(f(base), member)
            case .negate(let operand): .negate(f(operand))
            case .binary(let op, let left, let right): .binary(op, f(left), f(right))
            case .between(let value, let low, let high): .between(f(value), low: f(low), high: f(high))
            case .within(let value, let all): .within(f(value), tests(all))
            case .conditional(let test, let then, let otherwise): .conditional(f(test), then: f(then), otherwise: f(otherwise))
            case .loop(let all, let result): .loop(iterators(all), result: f(result))
            case .quantified(let quantifier, let all, let condition): .quantified(quantifier, iterators(all), satisfies: f(condition))
            case .filter(let list, let condition): .filter(f(list), f(condition))
            case .call(let callee, .positional(let values)): .call(f(callee), .positional(values.map(f)))
            case .call(let callee, .named(let values)):
                .call(f(callee), .named(values.map { NamedArgument(name: $0.name, value: f($0.value)) }))
            case .list(let elements): .list(elements.map(f))
            case .context(let entries): .context(entries.map { Entry(key: $0.key, value: f($0.value)) })
            case .range(let ends): .range(interval(ends))
            case .function(let parameters, let body, let external): .function(parameters, body: f(body), external: external)
            case .instanceOf(let value, let type): .instanceOf(f(value), type)
            case .unaryTests(let all, let negated): .unaryTests(tests(all), negated: negated)
            }
        return Expr(kind, span)
    }

    /// The expressions directly in it, left to right.
    var children: [Expr] {
        var found: [Expr] = []
        _ = mapped {
            found.append($0)
            return $0
        }
        return found
    }

    /// How many expressions it is made of.
    var size: Int { children.reduce(1) { $0 + $1.size } }
}
