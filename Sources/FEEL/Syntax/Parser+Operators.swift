import Diagnostics

extension Parser {
    /// Any expression.
    mutating func expression() -> Expr {
        nested { parser in
            let token = parser.current
            if token.kind == .word, parser.knownName()?.count ?? 0 <= 1 {
                switch token.text {
                case "if": return parser.conditional()
                case "for": return parser.loop()
                case "some", "every":
                    if parser.peek().kind == .word { return parser.quantified() }
                case "function":
                    if parser.peek().isSymbol("(") { return parser.functionDefinition() }
                default: break
                }
            }
            return parser.disjunction()
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

    private mutating func chain(_ operand: (inout Parser) -> Expr, _ operators: (Token) -> BinaryOperator?) -> Expr {
        let start = current.span.lower
        var left = operand(&self)
        var count = 0
        while !hasFailed, let op = operators(current) {
            count += 1
            if count > Limit.chain {
                fail("too-deep", current.span, Phrase(zh: "一行里的运算过多", en: "too many operators in a row"))
                break
            }
            advance()
            let right = operand(&self)
            left = limited(Expr(.binary(op, left, right), span(from: start)))
        }
        return left
    }

    mutating func disjunction() -> Expr {
        chain({ $0.conjunction() }) { $0.isWord("or") ? .or : nil }
    }

    private mutating func conjunction() -> Expr {
        chain({ $0.comparison() }) { $0.isWord("and") ? .and : nil }
    }

    static func comparisonOperator(_ token: Token) -> BinaryOperator? {
        guard token.kind == .symbol else { return nil }
        switch token.text {
        case "=", "!=", "<", "<=", ">", ">=": return BinaryOperator(rawValue: token.text)
        default: return nil
        }
    }

    private mutating func comparison() -> Expr {
        let start = current.span.lower
        var left = additive()
        var count = 0
        while !hasFailed {
            count += 1
            if count > Limit.chain {
                fail("too-deep", current.span, Phrase(zh: "一行里的运算过多", en: "too many operators in a row"))
                break
            }
            if let op = Parser.comparisonOperator(current) {
                advance()
                let right = additive()
                left = Expr(.binary(op, left, right), span(from: start))
            } else if takeWord("between") {
                let low = additive()
                expectWord("and")
                let high = additive()
                left = Expr(.between(left, low: low, high: high), span(from: start))
            } else if takeWord("in") {
                let tests = inTests()
                left = Expr(.within(left, tests), span(from: start))
            } else if current.isWord("instance"), peek().isWord("of") {
                advance()
                advance()
                let type = typeExpression()
                left = Expr(.instanceOf(left, type), span(from: start))
            } else {
                break
            }
            left = limited(left)
        }
        return left
    }

    mutating func additive() -> Expr {
        chain({ $0.multiplicative() }) { $0.isSymbol("+") ? .add : $0.isSymbol("-") ? .subtract : nil }
    }

    private mutating func multiplicative() -> Expr {
        chain({ $0.power() }) { $0.isSymbol("*") ? .multiply : $0.isSymbol("/") ? .divide : nil }
    }

    private mutating func power() -> Expr {
        chain({ $0.unary() }) { $0.isSymbol("**") ? .power : nil }
    }

    private mutating func unary() -> Expr {
        guard current.isSymbol("-") else { return postfix() }
        let start = current.span.lower
        advance()
        return nested { parser in
            let operand = parser.unary()
            return Expr(.negate(operand), parser.span(from: start))
        }
    }

    // MARK: Unary tests

    /// What stands after `in`: one test, or several in parentheses.
    private mutating func inTests() -> [Expr.UnaryTest] {
        guard current.isSymbol("(") else { return [unaryTest()] }
        let opener = current.span
        advance()
        var tests = [unaryTest()]
        if current.isSymbol(".."), case .expression(let low) = tests[0] {
            // An open range after all: `in (1..5)`. Reading it anew would take twice as long at every level of nesting.
            let range = interval(from: opener.lower, lowClosed: false, low: low)
            guard case .range(let interval) = range.kind else { return [.expression(range)] }
            return [.interval(interval, range.span)]
        }
        while !hasFailed, take(",") { tests.append(unaryTest()) }
        expect(")", openedBy: opener)
        return tests
    }

    mutating func unaryTest() -> Expr.UnaryTest {
        if let op = Parser.comparisonOperator(current) {
            advance()
            return .compare(op, additive())
        }
        let expr = expression()
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
