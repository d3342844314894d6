import Diagnostics

/// Operands: negation, literals, and what is hung on behind (`.member`, `[filter]`, `(arguments)`, `instance of`).
extension ExpressionParser {
    /// Negation binds tighter than any operator between operands (`-3 ** 2` is 9), and looser than what is hung on behind, but the sign of a
    /// number belongs to it.
    mutating func operand() throws(ParseFailure) -> Parsed {
        if kind == .minus { return try negation() }
        let start = place
        return try hungOn(try primary(), from: start)
    }

    private mutating func negation() throws(ParseFailure) -> Parsed {
        var signs: [Int] = []
        while kind == .minus {
            signs.append(place)
            advance()
        }
        if kind == .number, isWord("instance", at: 1), let sign = signs.popLast() {
            let number = try primary()
            let negative = try node(.negate(number.expr), from: sign, over: number.height)
            return try negated(try hungOn(negative, from: sign), signs)
        }
        return try negated(try operand(), signs)
    }

    private mutating func negated(_ value: Parsed, _ signs: [Int]) throws(ParseFailure) -> Parsed {
        var result = value
        for sign in signs.reversed() { result = try node(.negate(result.expr), from: sign, over: result.height) }
        return result
    }

    private enum Suffix { case member, filter, arguments, instanceTest }

    /// Members, filters, arguments and type tests behind an operand that begins at `start`.
    mutating func hungOn(_ first: Parsed, from start: Int) throws(ParseFailure) -> Parsed {
        var result = first
        while let suffix = nextSuffix() {
            switch suffix {
            case .member: result = try path(result, from: start)
            case .filter: result = try filter(result, from: start)
            case .arguments: result = try call(result, from: start)
            case .instanceTest: result = try instanceTest(result, from: start)
            }
        }
        return result
    }

    private func nextSuffix() -> Suffix? {
        switch kind {
        case .dot: .member
        case .leftBracket: isUpperEndBracket ? nil : .filter
        case .leftParen: .arguments
        case .word: isWord("instance") && isWord("of", at: 1) ? .instanceTest : nil
        default: nil
        }
    }

    private mutating func path(_ value: Parsed, from start: Int) throws(ParseFailure) -> Parsed {
        advance()
        let member = try memberName()
        return try node(.path(value.expr, member), from: start, over: value.height)
    }

    /// `[1..x[`: where the upper end of an interval is read, a `[` that no operand follows is the interval's.
    private var isUpperEndBracket: Bool { inUpperEnd && !canBeginOperand(peek()) }

    func canBeginOperand(_ token: Token) -> Bool {
        switch token.kind {
        case .number, .malformedNumber, .string, .temporal, .minus, .leftParen, .leftBracket, .leftBrace, .apostrophe, .bang: true
        case .word: !["and", "or", "in", "between", "then", "else", "return", "satisfies", "instance"].contains(token.text)
        default: false
        }
    }

    /// What begins with the current token. Each family has a function of its own, which keeps the frames of a deep recursion small.
    private mutating func primary() throws(ParseFailure) -> Parsed {
        switch kind {
        case .word: return try wordPrimary()
        case .number: return try numberPrimary()
        case .string: return literal { .string($0) }
        case .temporal: return literal { .temporal($0) }
        case .leftParen: return try parenthesised()
        case .leftBracket: return try listOrInterval()
        case .rightBracket where isIntervalAhead: return try interval()
        case .leftBrace: return try context()
        case .apostrophe: return try singleQuoted()
        case .bang: return try exclamation()
        default: return try unreadable()
        }
    }

    private mutating func literal(_ kind: (String) -> Expr.Kind) -> Parsed {
        let token = advance()
        return Parsed(Expr(kind(token.text), token.span), height: 1)
    }

    /// A number; or a name that begins with one, if the scope knows it.
    private mutating func numberPrimary() throws(ParseFailure) -> Parsed {
        if let known = knownName(), known.count > 1 { return name(known) }
        return literal { .number($0) }
    }

    private mutating func name(_ known: NameMatch?) -> Parsed {
        let start = place
        let text = takeName(known)
        return Parsed(Expr(.name(text), Span(start, lastEnd)), height: 1)
    }

    /// A keyword or a name. A known name of several tokens may begin with a keyword; a keyword alone is never a name.
    private mutating func wordPrimary() throws(ParseFailure) -> Parsed {
        guard let keyword = keywordPrimary() else { return knownOrUnknownName() }
        switch keyword {
        case "if": return try conditional()
        case "for": return try loop()
        case "some": return try quantified(.some)
        case "every": return try quantified(.every)
        case "function": return try function()
        default: return try constant(keyword)
        }
    }

    /// The keyword that stands here, unless a longer name begins with it.
    private func keywordPrimary() -> String? {
        let text = tokens[index].text
        guard text != "not", Keyword.reserved.contains(text), isKeyword() else { return nil }
        if let known = knownName(), known.count > 1 { return nil }
        return text
    }

    private mutating func knownOrUnknownName() -> Parsed {
        let known = knownName()
        if known == nil, isWord("not") { return name(NameMatch(name: "not", count: 1)) }
        return name(known)
    }

    private mutating func constant(_ keyword: String) throws(ParseFailure) -> Parsed {
        switch keyword {
        case "null": return literal { _ in .null }
        case "true": return literal { _ in .boolean(true) }
        case "false": return literal { _ in .boolean(false) }
        default: throw unexpected(.value)
        }
    }

    /// What can't begin an operand; unless the scope knows a name that begins so.
    private mutating func unreadable() throws(ParseFailure) -> Parsed {
        if kind != .end, let known = knownName() { return name(known) }
        if comparisonOperator() != nil {
            throw unexpected(.value, mend: Phrase(zh: "条件写成 `x > 5`；区间写成 `(> 5)`", en: "write a condition as `x > 5`, a range as `(> 5)`"))
        }
        throw unexpected(.value)
    }

    /// `'…'`: read as the string that was meant.
    private mutating func singleQuoted() throws(ParseFailure) -> Parsed {
        if let known = knownName() { return name(known) }
        let opener = current
        var closing = index + 1
        while closing < tokens.count, tokens[closing].kind != .apostrophe { closing += 1 }
        guard closing < tokens.count else {
            isFatal = true
            report(SyntaxFinding.unclosedString(in: source, opener.span))
            throw ParseFailure()
        }
        let value = source.text(of: Span(opener.span.upper, tokens[closing].span.lower))
        let span = Span(opener.span.lower, tokens[closing].span.upper)
        report(SyntaxFinding.foreignSpelling(span, meant: Printer.quoted(value), in: source))
        index = closing + 1
        return Parsed(Expr(.string(value), span), height: 1)
    }

    /// `!x`: read as `not(x)`.
    private mutating func exclamation() throws(ParseFailure) -> Parsed {
        try enter()
        defer { depth -= 1 }
        let sign = current
        index += 1
        let value = try operand()
        let meant = "not(\(source.text(of: Span(sign.span.upper, lastEnd))))"
        report(SyntaxFinding.foreignSpelling(Span(sign.span.lower, lastEnd), meant: meant, in: source))
        return try node(.call(Expr(.name("not"), sign.span), .positional([value.expr])), from: sign.span.lower, over: value.height)
    }

    private mutating func instanceTest(_ value: Parsed, from start: Int) throws(ParseFailure) -> Parsed {
        index += 2
        let type = try self.type()
        return try node(.instanceOf(value.expr, type.type), from: start, over: max(value.height, type.height))
    }
}
