import Diagnostics

extension Parser {
    mutating func postfix() -> Expr {
        let start = current.span.lower
        var expr = primary()
        var count = 0
        while !hasFailed, beginsSuffix() {
            count += 1
            expr = limited(suffix(expr, start), inRow: count)
        }
        return expr
    }

    private func beginsSuffix() -> Bool {
        guard current.kind == .symbol else { return false }
        switch current.text {
        case ".": return peek().kind == .word || peek().kind == .string
        case "[": return !isRangeEnd()
        case "(": return true
        default: return false
        }
    }

    private mutating func suffix(_ expr: Expr, _ start: Int) -> Expr {
        switch current.text {
        case ".": return path(expr, start)
        case "[": return filter(expr, start)
        default:
            let arguments = self.arguments()
            return Expr(.call(expr, arguments), span(from: start))
        }
    }

    private mutating func path(_ expr: Expr, _ start: Int) -> Expr {
        advance()
        let member = memberName()
        return Expr(.path(expr, member), span(from: start))
    }

    private mutating func filter(_ expr: Expr, _ start: Int) -> Expr {
        let opener = current.span
        advance()
        let condition = expression()
        expect("]", openedBy: opener)
        return Expr(.filter(expr, condition), span(from: start))
    }

    /// Whether `[` closes an interval that is being read (`]1..5[`) and doesn't open a filter.
    private func isRangeEnd() -> Bool { openIntervals > 0 && !startsOperand(peek()) }

    private func startsOperand(_ token: Token) -> Bool {
        switch token.kind {
        case .number, .string, .temporal, .word:
            !["and", "or", "then", "else", "in", "between", "satisfies", "return", "instance"].contains(token.text)
        case .symbol: ["(", "[", "{", "-"].contains(token.text)
        case .end: false
        }
    }

    private mutating func primary() -> Expr {
        switch (current.kind, current.text) {
        case (.word, _): beginsWithKeyword() ? expression() : name()
        case (.symbol, "("): parenthesis()
        case (.symbol, "["): bracket()
        case (.symbol, "{"): context()
        case (.symbol, "]") where startsOperand(peek()): intervalOpenBelow()
        default: literal()
        }
    }

    private mutating func literal() -> Expr {
        let token = current
        let kind: Expr.Kind? =
            switch token.kind {
            case .number: .number(token.text)
            case .string: .string(token.text)
            case .temporal: .temporal(token.text)
            default: nil
            }
        guard let kind else {
            expected("值 / expression")
            return failed(token.span.lower)
        }
        advance()
        return Expr(kind, token.span)
    }

    private mutating func intervalOpenBelow() -> Expr {
        let start = current.span.lower
        advance()
        return interval(from: start, lowClosed: false)
    }

    private mutating func parenthesis() -> Expr {
        let opener = current.span
        advance()
        if let op = Parser.comparisonOperator(current), op != .equal, op != .notEqual { return openInterval(op, opener) }
        let first = expression()
        if current.isSymbol("..") { return interval(from: opener.lower, lowClosed: false, low: first) }
        expect(")", openedBy: opener)
        return first
    }

    /// A range with one end: `(>= 5)`.
    private mutating func openInterval(_ op: BinaryOperator, _ opener: Span) -> Expr {
        advance()
        let end = additive()
        expect(")", openedBy: opener)
        let closed = op == .lessOrEqual || op == .greaterOrEqual
        let isLow = op == .greater || op == .greaterOrEqual
        let interval = Expr.Interval(low: isLow ? end : nil, lowClosed: isLow && closed, high: isLow ? nil : end, highClosed: !isLow && closed)
        return Expr(.range(interval), span(from: opener.lower))
    }

    private mutating func bracket() -> Expr {
        let opener = current.span
        advance()
        if take("]") { return Expr(.list([]), span(from: opener.lower)) }
        let first = expression()
        if current.isSymbol("..") { return interval(from: opener.lower, lowClosed: true, low: first) }
        var elements = [first]
        while !hasFailed, take(",") { elements.append(expression()) }
        expect("]", openedBy: opener)
        return Expr(.list(elements), span(from: opener.lower))
    }

    /// An interval whose opening bracket, and perhaps low end, has been read.
    mutating func interval(from start: Int, lowClosed: Bool, low: Expr? = nil) -> Expr {
        openIntervals += 1
        let from = low ?? additive()
        expect("..")
        let to = additive()
        openIntervals -= 1
        var highClosed = false
        if take("]") {
            highClosed = true
        } else if !take(")"), !take("[") {
            expected("`]`, `)`, `[`")
        }
        return Expr(.range(Expr.Interval(low: from, lowClosed: lowClosed, high: to, highClosed: highClosed)), span(from: start))
    }

    private mutating func context() -> Expr {
        let opener = current.span
        advance()
        var entries: [Expr.Entry] = []
        let outer = locals.count
        if !current.isSymbol("}") {
            repeat {
                guard let key = entryKey() else { return failed(opener.lower) }
                let value = expression()
                entries.append(Expr.Entry(key: key, value: value))
                bind(key.name)
            } while !hasFailed && take(",")
        }
        locals.removeLast(locals.count - outer)
        expect("}", openedBy: opener)
        return Expr(.context(entries), span(from: opener.lower))
    }

    private mutating func entryKey() -> Expr.Member? {
        guard let key = key(until: ":") else { return nil }
        expect(":")
        return key
    }

    /// A key of a context or the name of a parameter: a string, or everything up to the symbol.
    mutating func key(until symbol: String) -> Expr.Member? {
        let first = current
        if first.kind == .string {
            advance()
            return Expr.Member(name: first.text, span: first.span)
        }
        let start = index
        while current.kind != .end, !current.isSymbol(symbol), current.kind != .string, current.kind != .temporal,
            !(current.kind == .symbol && ["{", "}", "(", ")", "[", "]", ",", "：", "，"].contains(current.text))
        { advance() }
        guard index > start, tokens[start].kind == .word else {
            expected("名称 / name")
            return nil
        }
        return Expr.Member(name: joined(start..<index), span: first.span.union(tokens[index - 1].span))
    }

    mutating func arguments() -> Expr.Arguments {
        let opener = current.span
        advance()
        if take(")") { return .positional([]) }
        if let names = namedArguments(opener) { return .named(names) }
        var values = [expression()]
        while !hasFailed, take(",") { values.append(expression()) }
        expect(")", openedBy: opener)
        return .positional(values)
    }

    /// `name: value, …`; nil when the arguments are positional.
    private mutating func namedArguments(_ opener: Span) -> [Expr.NamedArgument]? {
        var ahead = 0
        while peek(ahead).kind == .word { ahead += 1 }
        guard ahead > 0, peek(ahead).isSymbol(":") else { return nil }
        var arguments: [Expr.NamedArgument] = []
        repeat {
            guard let name = key(until: ":") else { break }
            expect(":")
            arguments.append(Expr.NamedArgument(name: name, value: expression()))
        } while !hasFailed && take(",")
        expect(")", openedBy: opener)
        return arguments
    }
}
