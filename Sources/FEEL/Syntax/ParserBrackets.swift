import Diagnostics

/// What stands in brackets: groups, lists, intervals, filters; and the way on when a part of it is faulty.
extension ExpressionParser {
    /// Elements up to the closing bracket, which is taken too. The opening bracket has been taken.
    mutating func elements(
        _ opener: Int, _ closer: Token.Kind, _ spelling: String, mayBeEmpty: Bool = true,
        _ element: (inout ExpressionParser) throws(ParseFailure) -> Void
    ) throws(ParseFailure) {
        if mayBeEmpty, accept(closer) { return }
        try attempt(closer, element)
        try moreElements(opener, closer, spelling, element)
    }

    /// What follows an element: more of them, each behind a comma, and the closing bracket.
    mutating func moreElements(
        _ opener: Int, _ closer: Token.Kind, _ spelling: String, _ element: (inout ExpressionParser) throws(ParseFailure) -> Void
    ) throws(ParseFailure) {
        while !accept(closer) {
            if accept(.comma) {
                try attempt(closer, element)
            } else {
                try missing(closer: spelling, of: opener, or: .commaOr(spelling))
                try skipElement()
                guard kind == .comma || kind == closer else { throw ParseFailure() }
            }
        }
    }

    /// Reads an element; a faulty one is skipped, so that the faults behind it are found in the same run.
    mutating func attempt(
        _ closer: Token.Kind, _ element: (inout ExpressionParser) throws(ParseFailure) -> Void
    ) throws(ParseFailure) {
        let outer = inUpperEnd
        inUpperEnd = false
        defer { inUpperEnd = outer }
        do {
            try element(&self)
        } catch {
            try skipElement()
            guard kind == .comma || kind == closer else { throw ParseFailure() }
        }
    }

    /// Takes the bracket that closes what `opener` opened.
    mutating func close(_ opener: Int, _ closer: Token.Kind, _ spelling: String) throws(ParseFailure) {
        if accept(closer) { return }
        try missing(closer: spelling, of: opener, or: .symbol(spelling))
        try skipElement()
        while accept(.comma) { try skipElement() }
        guard accept(closer) else { throw ParseFailure() }
    }

    // Every level of nesting passes through several of these functions: they hand on the index of the opening bracket, not its token, and leave the
    // wording of findings to functions off the way down.

    /// Reports that a closing bracket isn't here; fails when none can follow any more.
    mutating func missing(closer spelling: String, of opener: Int, or expected: Expectation) throws(ParseFailure) {
        guard kind == .end || isAtCloser else {
            report(SyntaxFinding.unexpected(current, expected: expected, in: source))
            return
        }
        report(SyntaxFinding.unclosedBracket(tokens[opener], closers: spelling, found: current, in: source))
        if kind == .end { isFatal = true }
        throw ParseFailure()
    }

    /// Skips to the comma or closing bracket that ends a faulty element. The tree has a hole from here on.
    mutating func skipElement() throws(ParseFailure) {
        if isFatal { throw ParseFailure() }
        isIncomplete = true
        var open = 0
        while kind != .end {
            if open == 0, kind == .comma || isAtCloser { return }
            if tokens[index].isOpener { open += 1 }
            if isAtCloser { open -= 1 }
            index += 1
        }
    }

    // MARK: Parentheses

    /// `(x)`, `(a..b)`, `(< x)`, `(= x)`.
    mutating func parenthesised() throws(ParseFailure) -> Parsed {
        let opener = open()
        if comparisonOperator() != nil { return try oneSided(opener) }
        guard let inner = try group() else { return .missing }
        if kind == .dotDot { return try interval(opener, low: inner) }
        try close(opener, .rightParen, ")")
        return inner
    }

    /// What stands in a group; nil when it is faulty and has been skipped with its closing bracket, so that what is behind can be read.
    private mutating func group() throws(ParseFailure) -> Parsed? {
        let outer = inUpperEnd
        inUpperEnd = false
        defer { inUpperEnd = outer }
        do {
            return try expression()
        } catch {
            try skipElement()
            guard accept(.rightParen) else { throw ParseFailure() }
            return nil
        }
    }

    /// `(< x)` and its like are ranges with one end (rule 7); `(= x)` and `(!= x)` are tests, written as values.
    private mutating func oneSided(_ opener: Int) throws(ParseFailure) -> Parsed {
        guard let symbol = comparisonOperator() else { throw unexpected(.value) }
        takeOperator(symbol)
        let end = try expression(.additive)
        try close(opener, .rightParen, ")")
        let kind: Expr.Kind =
            switch symbol {
            case .less, .lessOrEqual:
                .range(Expr.Interval(low: nil, lowClosed: false, high: end.expr, highClosed: symbol == .lessOrEqual))
            case .greater, .greaterOrEqual:
                .range(Expr.Interval(low: end.expr, lowClosed: symbol == .greaterOrEqual, high: nil, highClosed: false))
            default:
                .unaryTests([.compare(symbol, end.expr)], negated: false)
            }
        return try node(kind, from: tokens[opener].span.lower, over: end.height)
    }

    // MARK: Lists and intervals

    mutating func listOrInterval() throws(ParseFailure) -> Parsed {
        let opener = open()
        if isEmptyList {
            advance()
            return try node(.list([]), from: tokens[opener].span.lower, over: 0)
        }
        var first = Parsed.missing
        try attempt(.rightBracket) { parser throws(ParseFailure) in first = try parser.expression() }
        if kind == .dotDot { return try interval(opener, low: first) }
        return try list(opener, first)
    }

    /// `[` and `]`; in `[]1..2], 3]` the second bracket begins an interval, which only an operand that can't hang on a list shows.
    private var isEmptyList: Bool {
        guard kind == .rightBracket else { return false }
        switch kind(at: 1) {
        case .number, .string, .temporal, .word: return !isIntervalAhead
        default: return true
        }
    }

    /// The rest of a list whose first element has been read.
    private mutating func list(_ opener: Int, _ first: Parsed) throws(ParseFailure) -> Parsed {
        var items = [first.expr]
        var height = first.height
        try moreElements(opener, .rightBracket, "]") { parser throws(ParseFailure) in
            let item = try parser.expression()
            items.append(item.expr)
            height = max(height, item.height)
        }
        return try node(.list(items), from: tokens[opener].span.lower, over: height)
    }

    /// `]a..b]`: whether the interval's dots stand before this bracket is closed.
    var isIntervalAhead: Bool {
        guard canBeginOperand(peek()) else { return false }
        var open = 0
        var next = index + 1
        while next < tokens.count {
            let token = tokens[next]
            if open == 0, token.kind == .dotDot { return true }
            if token.isOpener { open += 1 }
            if token.isCloser { open -= 1 }
            if open < 0 || (open == 0 && token.kind == .comma) { return false }
            next += 1
        }
        return false
    }

    /// An interval that begins with `]`.
    mutating func interval() throws(ParseFailure) -> Parsed {
        let opener = open()
        let outer = inUpperEnd
        inUpperEnd = false
        defer { inUpperEnd = outer }
        let low = try expression()
        guard kind == .dotDot else { throw unexpected(.symbol("..")) }
        return try interval(opener, low: low)
    }

    /// From the dots of an interval on.
    mutating func interval(_ opener: Int, low: Parsed) throws(ParseFailure) -> Parsed {
        advance()
        let high = try upperEnd()
        return try closeInterval(opener, low, high)
    }

    private mutating func upperEnd() throws(ParseFailure) -> Parsed {
        let outer = inUpperEnd
        inUpperEnd = true
        defer { inUpperEnd = outer }
        return try expression()
    }

    private mutating func closeInterval(_ opener: Int, _ low: Parsed, _ high: Parsed) throws(ParseFailure) -> Parsed {
        let highClosed = kind == .rightBracket
        guard highClosed || kind == .rightParen || kind == .leftBracket else {
            try missing(closer: "]", of: opener, or: .symbol("]"))
            throw ParseFailure()
        }
        advance()
        let range = Expr.Interval(low: low.expr, lowClosed: tokens[opener].kind == .leftBracket, high: high.expr, highClosed: highClosed)
        return try node(.range(range), from: tokens[opener].span.lower, over: max(low.height, high.height))
    }

    // MARK: Filters

    mutating func filter(_ value: Parsed, from start: Int) throws(ParseFailure) -> Parsed {
        let opener = open()
        let outer = inUpperEnd
        inUpperEnd = false
        filters += 1
        locals.append(NameTable(["item"]))
        defer {
            inUpperEnd = outer
            filters -= 1
            locals.removeLast()
        }
        let condition = try expression()
        try close(opener, .rightBracket, "]")
        return try node(.filter(value.expr, condition.expr), from: start, over: max(value.height, condition.height))
    }
}
