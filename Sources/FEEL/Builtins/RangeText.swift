import Diagnostics

/// A range literal by itself, as `range` takes it (DMN 1.5, 10.3.1.2, rules 66 and 67): its ends are literals, and one that is left out needs a
/// round bracket.
struct RangeText {
    private(set) var datum: Datum = .null
    private var tokens: ArraySlice<Token>
    /// Something stands where an end belongs and is no literal.
    private var isFaulty = false

    /// Nil when the text is no range literal.
    init?(_ text: String) {
        var lexer = Lexer(SourceText(name: "<range>", text: text))
        lexer.run()
        guard lexer.diagnostics.isEmpty else { return nil }
        tokens = lexer.tokens[...]
        guard let opener = take(), let lowClosed = RangeText.closed(opener, .leftBracket, .leftParen, .rightBracket) else { return nil }
        let low = end()
        guard take()?.kind == .dotDot else { return nil }
        let high = end()
        guard let closer = take(), let highClosed = RangeText.closed(closer, .rightBracket, .rightParen, .leftBracket), tokens.first?.kind == .end,
            !isFaulty,
            low != nil || !lowClosed, high != nil || !highClosed, low != nil || high != nil
        else { return nil }
        datum = .range(low: low, lowClosed: lowClosed, high: high, highClosed: highClosed)
    }

    /// Whether a bracket takes its end in; nil when it isn't one of those.
    private static func closed(_ token: Token, _ closed: Token.Kind, _ open: Token.Kind, _ reversed: Token.Kind) -> Bool? {
        switch token.kind {
        case closed: true
        case open, reversed: false
        default: nil
        }
    }

    private mutating func take() -> Token? { tokens.popFirst() }

    /// The literal that is an end, nil when it is left out.
    private mutating func end() -> Datum? {
        switch tokens.first?.kind {
        case .dotDot, .rightBracket, .rightParen, .leftBracket: return nil
        default: break
        }
        let literal = literal()
        isFaulty = isFaulty || literal == nil
        return literal
    }

    private mutating func literal() -> Datum? {
        guard let token = tokens.first else { return nil }
        switch token.kind {
        case .number, .minus: return number()
        case .string:
            tokens.removeFirst()
            return .string(token.text)
        case .temporal:
            tokens.removeFirst()
            return Datum(temporal: token.text)
        case .word: return constructed()
        default: return nil
        }
    }

    private mutating func number() -> Datum? {
        let isNegative = tokens.first?.kind == .minus
        if isNegative { tokens.removeFirst() }
        guard let token = tokens.first, token.kind == .number, let number = Number(token.text) else { return nil }
        tokens.removeFirst()
        return .number(isNegative ? number.negated : number)
    }

    /// `date("…")` and the like, with a literal text.
    private mutating func constructed() -> Datum? {
        var words: [String] = []
        while let word = tokens.first, word.kind == .word {
            words.append(word.text)
            tokens.removeFirst()
        }
        guard take()?.kind == .leftParen, let text = take(), text.kind == .string, take()?.kind == .rightParen else { return nil }
        let datum = Datum(temporal: text.text)
        switch (words.joined(separator: " "), datum) {
        case ("date", .date), ("time", .time), ("date and time", .dateTime), ("duration", .daysTimeDuration), ("duration", .yearsMonthsDuration):
            return datum
        case ("date and time", .date(let days)):
            return TemporalArithmetic.seconds(ofDays: days).map { .dateTime(seconds: $0, nanoseconds: 0, zone: .local) }
        default: return nil
        }
    }
}
