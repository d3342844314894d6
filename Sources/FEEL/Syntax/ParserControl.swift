import Diagnostics

/// `if`, `for`, `some`, `every`.
extension ExpressionParser {
    private struct Arm {
        var condition: Parsed
        var then: Parsed
        var start: Int
    }

    /// One `if`, with every `else if` behind it read in a loop, so that a long chain isn't deep nesting.
    mutating func conditional() throws(ParseFailure) -> Parsed {
        var arms: [Arm] = []
        repeat { arms.append(try arm()) } while isWord("if") && (knownName()?.count ?? 0) < 2
        return try joined(arms, otherwise: try expression())
    }

    /// From `if` to `else`.
    private mutating func arm() throws(ParseFailure) -> Arm {
        let start = place
        advance()
        let condition = try expression()
        try expectWord("then")
        let then = try expression()
        try expectElse()
        return Arm(condition: condition, then: then, start: start)
    }

    private mutating func expectElse() throws(ParseFailure) {
        try expectWord("else", mend: Phrase(zh: "每个 `if` 都要有 `else`，例如 `else null`", en: "every `if` needs an `else`, such as `else null`"))
    }

    private mutating func joined(_ arms: [Arm], otherwise: Parsed) throws(ParseFailure) -> Parsed {
        var result = otherwise
        for arm in arms.reversed() {
            let height = max(arm.condition.height, arm.then.height, result.height)
            result = try node(.conditional(arm.condition.expr, then: arm.then.expr, otherwise: result.expr), from: arm.start, over: height)
        }
        return result
    }

    mutating func loop() throws(ParseFailure) -> Parsed {
        let start = takeKeyword()
        let outer = locals.count
        defer { locals.removeLast(locals.count - outer) }
        var height = 0
        let iterators = try iterators(&height)
        try expectWord("return")
        // The results so far (10.3.2.14).
        locals.append(NameTable(["partial"]))
        let result = try expression()
        return try node(.loop(iterators, result: result.expr), from: start, over: max(height, result.height) + iterators.count - 1)
    }

    mutating func quantified(_ quantifier: Expr.Quantifier) throws(ParseFailure) -> Parsed {
        let start = takeKeyword()
        let outer = locals.count
        defer { locals.removeLast(locals.count - outer) }
        var height = 0
        let iterators = try iterators(&height)
        try expectWord("satisfies")
        let condition = try expression()
        return try node(
            .quantified(quantifier, iterators, satisfies: condition.expr), from: start, over: max(height, condition.height) + iterators.count - 1)
    }

    /// `x in xs, y in 1..3`; each variable is a name for what follows. Whoever calls it takes the names away again. Each stands in the loop of
    /// the one before, and so counts as a level.
    private mutating func iterators(_ height: inout Int) throws(ParseFailure) -> [Expr.Iterator] {
        var iterators: [Expr.Iterator] = []
        repeat {
            let iterator = try iterator(&height)
            iterators.append(iterator)
            guard iterators.count < Parser.maximumHeight else {
                isFatal = true
                report(SyntaxFinding.tooDeep(iterator.variable.span, in: source, levels: Parser.maximumHeight))
                throw ParseFailure()
            }
            locals.append(NameTable([iterator.variable.name]))
        } while accept(.comma)
        return iterators
    }

    private mutating func iterator(_ height: inout Int) throws(ParseFailure) -> Expr.Iterator {
        let variable = try declaredName(stop: "in")
        try expectWord("in")
        let first = try expression()
        height = max(height, first.height)
        guard accept(.dotDot) else { return Expr.Iterator(variable: variable, source: .list(first.expr)) }
        let last = try expression()
        height = max(height, last.height)
        return Expr.Iterator(variable: variable, source: .span(from: first.expr, to: last.expr))
    }
}
