import Diagnostics

/// A token of FEEL: what kind, where, and its text.
struct Token: Sendable, Equatable {
    enum Kind: UInt8, Sendable {
        case end
        case number
        /// Digits with letters straight behind them (`3x`): no number, but possibly a part of a name that the scope knows.
        case malformedNumber
        case string
        /// `@"…"`.
        case temporal
        /// A run of name characters, keywords included: what is a keyword depends on where it stands.
        case word
        case plus, minus, star, slash, power
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
        case dot, dotDot, comma, colon, arrow
        case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
        /// `!` alone, which is no operator of FEEL but is often written for `not`.
        case bang
        case apostrophe
        /// Any other visible character.
        case other
    }

    var kind: Kind
    var span: Span
    /// A word, number or symbol as it is spelt in FEEL; the value of a string; the text between the quotes of a temporal literal.
    var text: String
    /// What should have been written, when the token is spelt as in another language or in full-width characters. The parser
    /// reads on with what was meant, and reports the slip only if the token isn't part of a known name.
    var meant: String?

    init(_ kind: Kind, _ span: Span, _ text: String, meant: String? = nil) {
        self.kind = kind
        self.span = span
        self.text = text
        self.meant = meant
    }

    /// Whether it closes a bracket that stands before it.
    var isCloser: Bool { kind == .rightParen || kind == .rightBracket || kind == .rightBrace }

    /// Whether it opens a bracket.
    var isOpener: Bool { kind == .leftParen || kind == .leftBracket || kind == .leftBrace }

    /// Whether it may stand inside a name that is being declared (rule 30, additional name symbols), beside words and numbers.
    var isNameSymbol: Bool {
        switch kind {
        case .dot, .slash, .minus, .plus, .star, .power, .apostrophe: meant == nil
        default: false
        }
    }
}

/// The words with a meaning of their own. A name that the scope knows may contain them; a run of words that it doesn't know ends before them.
enum Keyword {
    static let reserved: Set<String> = [
        "and", "or", "not", "in", "between", "instance", "if", "then", "else", "for", "return", "some", "every", "satisfies", "function",
        "true", "false", "null",
    ]
}
