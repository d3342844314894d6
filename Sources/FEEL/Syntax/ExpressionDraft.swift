import Diagnostics

/// A text that is still being typed, as an interactive host asks about it: whether it is a definition, whether more must follow, what its end
/// could be completed to.
package struct ExpressionDraft {
    package let source: SourceText
    private let tokens: [Token]
    private let hasUnclosedComment: Bool

    package init(_ source: SourceText) {
        self.source = source
        var lexer = Lexer(source)
        lexer.run()
        tokens = lexer.tokens
        hasUnclosedComment = lexer.diagnostics.contains { $0.code == "unclosed-comment" }
    }

    // MARK: Definitions

    /// The name and where the expression begins, when the text is `name = expression`: words and numbers before the first `=`, none of them a keyword.
    package var definition: (name: String, body: Int)? {
        guard let first = tokens.first, first.kind == .word else { return nil }
        var words: [String] = []
        for token in tokens {
            switch token.kind {
            case .word where !Keyword.reserved.contains(token.text): words.append(token.text)
            case .number where !words.isEmpty && token.meant == nil: words.append(token.text)
            case .equal where !words.isEmpty && token.meant == nil: return (words.joined(separator: " "), token.span.upper)
            default: return nil
            }
        }
        return nil
    }

    // MARK: What is open

    /// Whether a bracket or a comment is still open.
    package var isOpen: Bool {
        if hasUnclosedComment { return true }
        return tokens.count { $0.isOpener } > tokens.count { $0.isCloser }
    }

    /// Whether a finding says only that the text isn't at its end yet.
    package func isAtEnd(_ diagnostic: Diagnostic) -> Bool {
        let end = tokens.last?.span.lower ?? 0
        let places = [diagnostic.location?.span.lower] + diagnostic.notes.map { $0.location?.span.lower }
        return diagnostic.code == "unclosed-comment" || places.contains { ($0 ?? -1) >= end }
    }

    // MARK: The end of the text

    /// A run of words at the end of the text, as it could begin a name with spaces.
    package struct Beginning {
        /// The words, one space between two.
        package var text: String
        /// The byte at which the run starts.
        package var start: Int
    }

    /// The runs of words at the end, longest first. Empty behind anything else, and where white space follows the last word only if the run goes on
    /// over it.
    package var beginnings: [Beginning] {
        var starts: [Beginning] = []
        var words: [String] = []
        let trailing = source.bytes.count > (tokens.last?.span.lower ?? 0) && !tokens.isEmpty ? " " : ""
        for token in tokens.dropLast().reversed().prefix(8) {
            guard token.kind == .word || token.kind == .number, token.meant == nil else { break }
            words.insert(token.text, at: 0)
            starts.insert(Beginning(text: words.joined(separator: " ") + trailing, start: token.span.lower), at: 0)
        }
        return starts
    }

    /// Where the dot stands that the words at the end follow directly; nil when no dot does.
    package var dot: Int? {
        guard let last = tokens.dropLast().last(where: { $0.kind != .word && $0.kind != .number }), last.kind == .dot else { return nil }
        return last.span.lower
    }

    /// The type of what stands before the dot: the longest text before it that is an expression with it says which operand the dot belongs to.
    package func typeBeforeDot(in environment: Environment) -> FEELType? {
        guard let dot else { return nil }
        let member = "a member to come"
        for token in tokens where token.span.lower < dot {
            let text = source.text(of: Span(token.span.lower, dot)) + "." + member
            let piece = SourceText(name: source.name, text: text)
            let parsed = Parser.parseExpression(piece, names: environment.names, members: environment.members)
            guard let base = parsed.expr?.baseOfLastMember(member) else { continue }
            let checked = CheckedExpression(SourceText(name: source.name, text: piece.text(of: base.span)), environment: environment)
            return checked.hasErrors ? nil : checked.type
        }
        return nil
    }
}

extension Expr {
    /// What the member stands behind that the expression ends with.
    fileprivate func baseOfLastMember(_ name: String) -> Expr? {
        switch kind {
        case .path(let base, let member): member.name == name ? base : nil
        case .binary(_, _, let last), .negate(let last), .between(_, _, high: let last), .conditional(_, _, otherwise: let last),
            .loop(_, result: let last), .quantified(_, _, satisfies: let last), .function(_, body: let last, _):
            last.baseOfLastMember(name)
        case .within(_, let tests):
            switch tests.last {
            case .compare(_, let last), .expression(let last): last.baseOfLastMember(name)
            default: nil
            }
        default: nil
        }
    }
}
