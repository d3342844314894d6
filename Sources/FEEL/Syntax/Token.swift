import Diagnostics

/// A piece of an expression as the lexer cuts it.
struct Token: Sendable {
    var kind: Kind
    var span: Span
    /// What stands there, as written; for strings the text with escapes resolved.
    var text: String

    enum Kind: Sendable, Equatable {
        case number
        case string
        case temporal
        /// A run of name characters, keywords among them.
        case word
        /// An operator or bracket.
        case symbol
        case end
    }

    func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
    func isWord(_ word: String) -> Bool { kind == .word && text == word }
}
