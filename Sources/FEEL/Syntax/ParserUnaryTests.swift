import Diagnostics

/// Unary tests: behind `in`, and by themselves in a cell of a decision table.
extension ExpressionParser {
    private struct ParsedTest {
        var test: Expr.UnaryTest
        var height: Int
    }

    // MARK: Behind `in`

    /// `x in test` or `x in (test, …)`, from the `in` on.
    mutating func membership(of value: Parsed, from start: Int) throws(ParseFailure) -> Parsed {
        advance()
        let tests = try testsBehindIn()
        let height = tests.reduce(value.height) { max($0, $1.height) }
        return try node(.within(value.expr, tests.map(\.test)), from: start, over: height)
    }

    private mutating func testsBehindIn() throws(ParseFailure) -> [ParsedTest] {
        if kind == .leftParen { return try parenthesisedTests() }
        if comparisonOperator() != nil { return [try comparison()] }
        return [asTest(try expression(.additive))]
    }

    /// `(…)` behind `in`: a list of tests, an interval, or the beginning of a larger operand such as `(a + b) * c`.
    private mutating func parenthesisedTests() throws(ParseFailure) -> [ParsedTest] {
        // Counted as a level of its own: more functions stand between it and what it holds than in any other bracket.
        try enter()
        defer { depth -= 1 }
        let opener = open()
        var first = Parsed.missing
        var tests: [ParsedTest] = []
        if comparisonOperator() == nil {
            try attempt(.rightParen) { parser throws(ParseFailure) in first = try parser.expression() }
            if kind == .dotDot { return try continued(try interval(opener, low: first), from: opener) }
            if accept(.rightParen) { return try continued(first, from: opener) }
            tests.append(asTest(first))
        } else {
            try attempt(.rightParen) { parser throws(ParseFailure) in tests.append(try parser.comparison()) }
        }
        try moreElements(opener, .rightParen, ")") { parser throws(ParseFailure) in tests.append(try parser.test()) }
        return tests
    }

    /// The one test that a closed parenthesis is, or the operand that begins with it.
    private mutating func continued(_ first: Parsed, from opener: Int) throws(ParseFailure) -> [ParsedTest] {
        let start = tokens[opener].span.lower
        let whole = try hungOn(first, from: start)
        return [asTest(try operators(after: whole, from: start, .additive))]
    }

    // MARK: In a cell

    /// `-`, `not(tests)`, or tests, up to the end of the text.
    mutating func standaloneTests() throws(ParseFailure) -> Parsed {
        let start = place
        if kind == .minus, kind(at: 1) == .end {
            advance()
            return try node(.unaryTests([], negated: true), from: start, over: 0)
        }
        var tests: [ParsedTest] = []
        let negated = isNegation
        if negated {
            advance()
            let opener = open()
            try elements(opener, .rightParen, ")", mayBeEmpty: false) { parser throws(ParseFailure) in tests.append(try parser.test()) }
        } else {
            repeat { try appendTest(to: &tests) } while accept(.comma)
        }
        let height = tests.reduce(0) { max($0, $1.height) }
        return try node(.unaryTests(tests.map(\.test), negated: negated), from: start, over: height)
    }

    private mutating func appendTest(to tests: inout [ParsedTest]) throws(ParseFailure) {
        do {
            tests.append(try test())
        } catch {
            try skipElement()
        }
    }

    /// Whether all of the text is `not(…)`; `not(a) and b` is an expression.
    private var isNegation: Bool {
        guard isWord("not"), kind(at: 1) == .leftParen else { return false }
        var open = 0
        var next = index + 1
        while next < tokens.count {
            if tokens[next].isOpener { open += 1 }
            if tokens[next].isCloser { open -= 1 }
            next += 1
            if open == 0 { return next >= tokens.count - 1 }
        }
        return true
    }

    // MARK: One test

    private mutating func test() throws(ParseFailure) -> ParsedTest {
        if comparisonOperator() != nil { return try comparison() }
        if kind == .minus, [.comma, .end, .rightParen].contains(kind(at: 1)) {
            throw unexpected(.unaryTest, mend: Phrase(zh: "`-` 表示任何值，须单独写", en: "`-` means any value: it stands alone"))
        }
        return asTest(try expression())
    }

    private mutating func comparison() throws(ParseFailure) -> ParsedTest {
        guard let symbol = comparisonOperator() else { throw unexpected(.unaryTest) }
        takeOperator(symbol)
        let end = try expression(.additive)
        return ParsedTest(test: .compare(symbol, end.expr), height: end.height)
    }

    /// An interval or a comparison that was read as an operand is the test of that kind.
    private func asTest(_ operand: Parsed) -> ParsedTest {
        let test: Expr.UnaryTest =
            switch operand.expr.kind {
            case .range(let range): .interval(range, operand.expr.span)
            case .unaryTests(let tests, negated: false) where tests.count == 1: tests[0]
            default: .expression(operand.expr)
            }
        return ParsedTest(test: test, height: operand.height)
    }
}
