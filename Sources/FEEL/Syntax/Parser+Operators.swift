import Diagnostics

extension Parser {
    // Every level of nesting passes through a few of these functions, and a debug build gives a function as much stack as all its branches together:
    // what doesn't call back stands in functions of its own.

    /// Any expression.
    mutating func expression() -> Expr {
        guard enter() else { return failed(current.span.lower) }
        defer { depth -= 1 }
        return limited(beginsWithKeyword() ? keywordExpression() : operators(.or))
    }

    /// Whether here begins an `if`, `for`, `some`, `every` or `function`, and no name that looks like one.
    func beginsWithKeyword() -> Bool {
        guard current.kind == .word, knownName()?.count ?? 0 <= 1 else { return false }
        switch current.text {
        case "if", "for": return true
        case "some", "every": return peek().kind == .word
        case "function": return peek().isSymbol("(")
        default: return false
        }
    }

    private mutating func keywordExpression() -> Expr {
        switch current.text {
        case "if": conditional()
        case "for": loop()
        case "function": functionDefinition()
        default: quantified()
        }
    }

    private mutating func conditional() -> Expr {
        let start = current.span.lower
        advance()
        let condition = expression()
        expectWord("then")
        let then = expression()
        expectWord("else")
        let otherwise = expression()
        return Expr(.conditional(condition, then: then, otherwise: otherwise), span(from: start))
    }

    /// How tightly operators bind, from the loosest on.
    enum Precedence: Int {
        case or = 1, and, comparison, addition, multiplication, power

        var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .power }
    }

    private static func precedence(_ token: Token, _ following: Token) -> Precedence? {
        switch (token.kind, token.text) {
        case (.word, "or"): .or
        case (.word, "and"): .and
        case (.word, "between"), (.word, "in"): .comparison
        case (.word, "instance"): following.isWord("of") ? .comparison : nil
        case (.symbol, "="), (.symbol, "!="), (.symbol, "<"), (.symbol, "<="), (.symbol, ">"), (.symbol, ">="): .comparison
        case (.symbol, "+"), (.symbol, "-"): .addition
        case (.symbol, "*"), (.symbol, "/"): .multiplication
        case (.symbol, "**"): .power
        default: nil
        }
    }

    static func comparisonOperator(_ token: Token) -> BinaryOperator? {
        guard token.kind == .symbol else { return nil }
        switch token.text {
        case "=", "!=", "<", "<=", ">", ">=": return BinaryOperator(rawValue: token.text)
        default: return nil
        }
    }

    /// Operands and the operators between them that bind at least as tightly as `least`; all of them group from the left.
    mutating func operators(_ least: Precedence) -> Expr {
        let start = current.span.lower
        var left = unary()
        var count = 0
        while !hasFailed, let precedence = Parser.precedence(current, peek()), precedence.rawValue >= least.rawValue {
            count += 1
            left = limited(operation(left, precedence, start), inRow: count)
        }
        return left
    }

    /// What an operator makes of its left side and what follows.
    private mutating func operation(_ left: Expr, _ precedence: Precedence, _ start: Int) -> Expr {
        switch current.text {
        case "in": within(left, start)
        case "between": between(left, start)
        case "instance": instanceOf(left, start)
        default: binary(left, precedence, start)
        }
    }

    private mutating func binary(_ left: Expr, _ precedence: Precedence, _ start: Int) -> Expr {
        let op = BinaryOperator(rawValue: current.text) ?? .equal
        advance()
        let right = precedence == .power ? unary() : operators(precedence.next)
        return Expr(.binary(op, left, right), span(from: start))
    }

    private mutating func within(_ left: Expr, _ start: Int) -> Expr {
        advance()
        let tests = inTests()
        return Expr(.within(left, tests), span(from: start))
    }

    private mutating func between(_ left: Expr, _ start: Int) -> Expr {
        advance()
        let low = additive()
        expectWord("and")
        let high = additive()
        return Expr(.between(left, low: low, high: high), span(from: start))
    }

    private mutating func instanceOf(_ left: Expr, _ start: Int) -> Expr {
        advance()
        advance()
        return Expr(.instanceOf(left, typeExpression()), span(from: start))
    }

    mutating func additive() -> Expr { operators(.addition) }

    private mutating func unary() -> Expr { current.isSymbol("-") ? negation() : postfix() }

    private mutating func negation() -> Expr {
        let start = current.span.lower
        advance()
        guard enter() else { return failed(start) }
        defer { depth -= 1 }
        let operand = unary()
        return limited(Expr(.negate(operand), span(from: start)))
    }

    // MARK: Unary tests

    /// What stands after `in`: one test, which ends before the next comparison or `and`, or several in parentheses.
    private mutating func inTests() -> [Expr.UnaryTest] {
        if current.isSymbol("(") { return testsInParentheses() }
        if Parser.comparisonOperator(current) != nil { return [comparisonTest()] }
        return [asTest(additive())]
    }

    private mutating func testsInParentheses() -> [Expr.UnaryTest] {
        let opener = current.span
        advance()
        var tests = [unaryTest()]
        if current.isSymbol("..") { return openRange(after: tests, opener) }
        while !hasFailed, take(",") { tests.append(unaryTest()) }
        expect(")", openedBy: opener)
        return tests
    }

    /// `in (1..5)`: no tests in parentheses after all. What was read is kept; reading anew would take twice as long at every level of nesting.
    private mutating func openRange(after tests: [Expr.UnaryTest], _ opener: Span) -> [Expr.UnaryTest] {
        guard case .expression(let low)? = tests.first else {
            expected("`)`")
            return tests
        }
        return [asTest(interval(from: opener.lower, lowClosed: false, low: low))]
    }

    mutating func unaryTest() -> Expr.UnaryTest {
        Parser.comparisonOperator(current) != nil ? comparisonTest() : asTest(expression())
    }

    private mutating func comparisonTest() -> Expr.UnaryTest {
        let op = Parser.comparisonOperator(current) ?? .equal
        advance()
        return .compare(op, additive())
    }

    private func asTest(_ expr: Expr) -> Expr.UnaryTest {
        if case .range(let interval) = expr.kind { return .interval(interval, expr.span) }
        return .expression(expr)
    }

    mutating func unaryTests() -> Expr {
        let start = current.span.lower
        if current.isSymbol("-"), peek().kind == .end {
            advance()
            return Expr(.unaryTests([], negated: true), span(from: start))
        }
        if current.isWord("not"), peek().isSymbol("(") {
            let place = index
            advance()
            advance()
            var tests = [unaryTest()]
            while !hasFailed, take(",") { tests.append(unaryTest()) }
            if take(")"), current.kind == .end { return Expr(.unaryTests(tests, negated: true), span(from: start)) }
            if hasFailed { return failed(start) }
            index = place
        }
        var tests = [unaryTest()]
        while !hasFailed, take(",") { tests.append(unaryTest()) }
        return Expr(.unaryTests(tests, negated: false), span(from: start))
    }
}
