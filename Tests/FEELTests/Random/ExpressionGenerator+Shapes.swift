import Diagnostics
import FEEL

extension ExpressionGenerator {
    mutating func number(_ depth: Int) -> Expr {
        switch Int.random(in: 0..<14, using: &random) {
        case 0..<5:
            let op = pick([BinaryOperator.add, .subtract, .multiply, .divide])
            return Self.make(.binary(op, expression(.number, depth), expression(.number, depth)))
        case 5: return Self.make(.binary(.power, expression(.number, depth), Self.make(.number(pick(["0", "1", "2", "3"])))))
        case 6: return Self.make(.negate(expression(.number, depth)))
        case 7:
            let shape = pick([Shape.days, .months])
            return Self.make(.binary(.divide, expression(shape, depth), expression(shape, depth)))
        case 8, 9: return Self.call(pick(["sum", "min", "max", "mean"]), [expression(.list(.number), depth)])
        case 10: return Self.call("count", [expression(.list(pick(Shape.plain + [.record])), depth)])
        case 11: return Self.call(pick(["string length", "number"]), [expression(.string, depth)])
        case 12:
            if chance(30) { return Self.call(pick(["abs", "floor", "ceiling", "sqrt", "exp", "log"]), [expression(.number, depth)]) }
            if chance(30) { return Self.call(pick(["min", "max", "sum"]), (0..<3).map { _ in expression(.number, depth) }) }
            return Self.call(
                pick(["round up", "round down", "round half up", "round half down", "decimal"]),
                [expression(.number, depth), Self.make(.number(pick(["0", "1", "2"])))])
        default:
            let (a, b) = (expression(.number, depth), expression(.number, depth))
            if chance(50) { return Self.call("modulo", [a, b]) }
            return Self.make(
                .call(
                    Self.name("modulo"),
                    .named([
                        Expr.NamedArgument(name: Self.member("divisor"), value: a), Expr.NamedArgument(name: Self.member("dividend"), value: b),
                    ])))
        }
    }

    mutating func string(_ depth: Int) -> Expr {
        switch Int.random(in: 0..<7, using: &random) {
        case 0, 1: return Self.make(.binary(.add, expression(.string, depth), expression(.string, depth)))
        case 2: return Self.call(pick(["upper case", "lower case"]), [expression(.string, depth)])
        case 3: return Self.call("string", [expression(pick(Shape.all), depth)])
        case 4: return Self.call(pick(["substring before", "substring after"]), [expression(.string, depth), expression(.string, depth)])
        case 5:
            var arguments = [expression(.string, depth), expression(.number, 0)]
            if chance(50) { arguments.append(expression(.number, 0)) }
            return Self.call("substring", arguments)
        default: return Self.call("string join", [expression(.list(.string), depth)] + (chance(50) ? [expression(.string, 0)] : []))
        }
    }

    mutating func boolean(_ depth: Int) -> Expr {
        switch Int.random(in: 0..<26, using: &random) {
        case 0..<5:
            let shape = pick(Shape.plain)
            let op = pick([BinaryOperator.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual])
            return Self.make(.binary(op, expression(shape, depth), expression(shape, depth)))
        case 5: return Self.make(.binary(pick([.equal, .notEqual]), expression(pick(Shape.all), depth), expression(pick(Shape.all), depth)))
        case 6:
            let shape = pick(Shape.all)
            return Self.make(.binary(pick([.equal, .notEqual]), expression(shape, depth), expression(shape, depth)))
        case 7..<13: return Self.make(.binary(pick([.and, .or]), expression(.boolean, depth), expression(.boolean, depth)))
        case 13: return Self.call("not", [expression(.boolean, depth)])
        case 14:
            let shape = pick([Shape.number, .date, .string, .days])
            return Self.make(.between(expression(shape, depth), low: expression(shape, depth), high: expression(shape, depth)))
        case 15..<18: return within(pick(Shape.plain + [.number, .string, .record, .range(.number)]), depth)
        case 18, 19: return quantified(depth)
        case 20: return Self.call("is known", [expression(pick(Shape.all), depth)])
        case 21:
            if !allowsNull { return Self.call(pick(["odd", "even"]), [expression(.number, depth)]) }
            return Self.make(.binary(pick([.equal, .notEqual]), expression(pick(Shape.all), depth), Self.make(.null)))
        case 22:
            return Self.make(.instanceOf(typed(depth), type(2)))
        case 23: return Self.call(pick(["contains", "starts with", "ends with"]), [expression(.string, depth), expression(.string, depth)])
        case 24:
            let shape = pick(Shape.plain)
            return Self.call("list contains", [expression(.list(shape), depth), expression(shape, depth)])
        default: return Self.call(pick(["all", "any"]), [expression(.list(.boolean), depth)])
        }
    }

    private mutating func within(_ shape: Shape, _ depth: Int) -> Expr {
        let value = expression(shape, depth)
        return Self.make(.within(value, (0..<Int.random(in: 1...3, using: &random)).map { _ in test(shape, depth) }))
    }

    /// A test of an input of that shape.
    mutating func test(_ shape: Shape, _ depth: Int) -> Expr.UnaryTest {
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            return .compare(pick([.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]), expression(shape, depth - 1))
        case 1, 2:
            let ends = range(shape, depth - 1)
            if case .range(let interval) = ends.kind { return .interval(interval, .at(0)) }
            return .expression(notRange(leaf(shape)))
        case 3: return .expression(notRange(expression(.list(shape), depth - 1)))
        case 4: return .expression(Self.make(.list([expression(.range(shape), depth - 1), expression(shape, depth - 1)])))
        case 5:
            locals.append(("?", shape))
            defer { locals.removeLast() }
            return .expression(notRange(expression(.boolean, depth - 1)))
        default: return .expression(notRange(expression(shape, depth - 1)))
        }
    }

    /// Unary tests of the variable `?`, which is a number.
    mutating func unaryTests() -> Expr {
        if chance(3) { return Self.make(.unaryTests([], negated: true)) }
        let tests = (0..<Int.random(in: 1...3, using: &random)).map { _ in test(.number, 3) }
        // `not(x)` alone is read as a negated test, which it means as well.
        if tests.count == 1, case .expression(let only) = tests[0], case .call(let callee, let arguments) = only.kind, callee.kind == .name("not"),
            case .positional(let values) = arguments
        {
            return Self.make(.unaryTests(values.map { .expression(notRange($0)) }, negated: true))
        }
        return Self.make(.unaryTests(tests, negated: chance(30)))
    }

    /// A range or a point that stands as a test is read as an interval, or a comparison.
    private mutating func notRange(_ expr: Expr) -> Expr {
        switch expr.kind {
        case .range, .unaryTests: return Self.make(.list([expr]))
        default: return expr
        }
    }

    private mutating func iterator(_ shape: Shape, _ depth: Int) -> Expr.Iterator.Source {
        if shape == .number, chance(30) { return .span(from: Self.make(.number(pick(["1", "3"]))), to: Self.make(.number(pick(["0", "2", "4"])))) }
        if shape == .number, chance(20) { return .list(expression(.range(.number), depth)) }
        return .list(chance(10) ? expression(shape, depth) : expression(.list(shape), depth))
    }

    private mutating func quantified(_ depth: Int) -> Expr {
        let shape = pick([Shape.number, .string, .record, .boolean])
        let source = iterator(shape, depth)
        let quantifier = pick([Expr.Quantifier.some, .every])
        return withLocal(shape) { generator, name in
            var all = [Expr.Iterator(variable: Self.member(name), source: source)]
            guard generator.chance(30) else {
                return Self.make(.quantified(quantifier, all, satisfies: generator.expression(.boolean, depth)))
            }
            let second = generator.iterator(.number, depth)
            return generator.withLocal(.number) { generator, name in
                all.append(Expr.Iterator(variable: Self.member(name), source: second))
                return Self.make(.quantified(quantifier, all, satisfies: generator.expression(.boolean, depth)))
            }
        }
    }

    mutating func temporal(_ shape: Shape, _ depth: Int) -> Expr {
        func sum(_ left: Shape, _ right: Shape, _ op: BinaryOperator, _ generator: inout ExpressionGenerator) -> Expr {
            Self.make(.binary(op, generator.expression(left, depth), generator.expression(right, depth)))
        }
        switch (shape, Int.random(in: 0..<4, using: &random)) {
        case (.time, 3):
            if chance(50) { return Self.call("time", [expression(pick([.string, .dateTime, .date, .time]), depth)]) }
            let parts = [expression(.number, 0), expression(.number, 0), expression(.number, 0)]
            return Self.call("time", chance(50) ? parts : parts + [expression(.days, 0)])
        case (.dateTime, 3):
            if chance(50) { return Self.call("date and time", [expression(pick([.string, .dateTime, .date]), depth)]) }
            return Self.call("date and time", [expression(pick([.date, .dateTime]), depth), expression(.time, depth)])
        case (.date, 3):
            if chance(50) { return Self.call("date", [expression(pick([.string, .dateTime, .date]), depth)]) }
            return Self.call("date", [Self.make(.number("2023")), expression(.number, 0), expression(.number, 0)])
        case (.days, 0):
            let moment = pick([Shape.date, .dateTime, .time])
            return sum(moment, chance(20) ? pick([.date, .dateTime]) : moment, .subtract, &self)
        case (.months, 0): return Self.call("years and months duration", [expression(pick([.date, .dateTime]), depth), expression(.date, depth)])
        case (.days, 1), (.months, 1): return sum(shape, shape, pick([.add, .subtract]), &self)
        case (.days, 2), (.months, 2):
            if chance(30) { return sum(.number, shape, .multiply, &self) }
            return sum(shape, .number, pick([.multiply, .divide]), &self)
        case (.days, _), (.months, _):
            if chance(30) { return Self.call("abs", [expression(shape, depth)]) }
            return chance(50) ? Self.make(.negate(expression(shape, depth))) : Self.call("duration", [expression(.string, depth)])
        case (_, 0): return sum(shape == .time ? .days : pick([.days, .months]), shape, .add, &self)
        default: return sum(shape, shape == .time ? .days : pick([.days, .months]), pick([.add, .subtract]), &self)
        }
    }

    mutating func record(_ depth: Int) -> Expr {
        var entries: [Expr.Entry] = []
        let outer = locals.count
        for member in Shape.members {
            entries.append(Expr.Entry(key: Self.member(member.name), value: expression(member.shape, depth)))
            locals.append(member)
        }
        locals.removeLast(locals.count - outer)
        return Self.make(.context(entries))
    }

    mutating func list(_ element: Shape, _ depth: Int) -> Expr {
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1: return Self.make(.list((0..<Int.random(in: 0...3, using: &random)).map { _ in expression(element, depth) }))
        case 2, 3: return loop(element, depth)
        case 4, 5: return filter(element, depth)
        case 6: return Self.call(pick(["concatenate", "union"]), [expression(.list(element), depth), expression(.list(element), depth)])
        case 7: return Self.call(pick(["reverse", "distinct values", "flatten"]), [expression(.list(element), depth)])
        case 8: return Self.call("append", [expression(.list(element), depth), expression(element, depth)])
        default:
            if element == .number { return Self.call("index of", [expression(.list(.string), depth), expression(.string, depth)]) }
            if element == .record { return Self.call("get entries", [expression(.record, depth)]) }
            return leaf(.list(element))
        }
    }

    private mutating func filter(_ element: Shape, _ depth: Int) -> Expr {
        let base = chance(10) ? expression(element, depth) : expression(.list(element), depth)
        let outer = locals.count
        locals.append(("item", element))
        if element == .record { locals += Shape.members }
        let condition = expression(chance(90) ? .boolean : .number, depth)
        locals.removeLast(locals.count - outer)
        return Self.make(.filter(base, condition))
    }

    private mutating func loop(_ element: Shape, _ depth: Int) -> Expr {
        let shape = pick([Shape.number, .string, .record, .date])
        let source = iterator(shape, depth)
        return withLocal(shape) { generator, name in
            var all = [Expr.Iterator(variable: Self.member(name), source: source)]
            if generator.chance(25) {
                let second = generator.iterator(.number, depth)
                return generator.withLocal(.number) { generator, name in
                    all.append(Expr.Iterator(variable: Self.member(name), source: second))
                    return Self.make(.loop(all, result: generator.expression(element, depth)))
                }
            }
            generator.locals.append(("partial", .list(element)))
            defer { generator.locals.removeLast() }
            return Self.make(.loop(all, result: generator.expression(element, depth)))
        }
    }

    mutating func range(_ element: Shape, _ depth: Int) -> Expr {
        if chance(8) { return Self.make(.unaryTests([.compare(chance(70) ? .equal : .notEqual, expression(element, depth - 1))], negated: false)) }
        let low = expression(element, depth - 1)
        let high = expression(element, depth - 1)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return Self.make(.range(Expr.Interval(low: low, lowClosed: chance(50), high: nil, highClosed: false)))
        case 1: return Self.make(.range(Expr.Interval(low: nil, lowClosed: false, high: high, highClosed: chance(50))))
        default: return Self.make(.range(Expr.Interval(low: low, lowClosed: chance(50), high: high, highClosed: chance(50))))
        }
    }
}
