import Diagnostics

/// What parsing gives: a tree, unless nothing could be made of the text, and what is wrong with it.
package struct ParseResult: Sendable {
    package var expr: Expr?
    package var diagnostics: [Diagnostic]
}

/// Reads FEEL (DMN 1.5, 10.3.1.2) by recursive descent. Names with spaces are told from expressions by the names that are known.
package struct Parser {
    let source: SourceText
    let tokens: [Token]
    let names: NameTable
    let members: NameTable
    var index = 0
    var diagnostics: [Diagnostic]
    /// Names of iterator variables, parameters and context entries in scope, innermost last, as tokens.
    var locals: [(name: String, tokens: [String])] = []
    var depth = 0
    /// Intervals that are being read, whose end may be `[`.
    var openIntervals = 0
    /// Set once a fault was found that the rest can't be read after.
    var hasFailed = false

    /// Bounds on what one expression may be.
    package enum Limit {
        /// Brackets and operators inside each other.
        package static let depth = 64
        /// Levels of the tree, where `1 + 2 + 3` has three.
        package static let height = 200
        /// Operands in a row of one operator.
        package static let chain = 190
        /// Bytes.
        package static let size = 256 << 10
    }

    /// Reads an expression.
    package static func parseExpression(_ source: SourceText, names: NameTable, members: NameTable) -> ParseResult {
        parse(source, names, members) { $0.expression() }
    }

    /// Reads unary tests, as a decision table's cell has them.
    package static func parseUnaryTests(_ source: SourceText, names: NameTable, members: NameTable) -> ParseResult {
        parse(source, names, members) { $0.unaryTests() }
    }

    private static func parse(
        _ source: SourceText, _ names: NameTable, _ members: NameTable, _ start: (inout Parser) -> Expr
    ) -> ParseResult {
        guard source.bytes.count <= Limit.size else {
            let message = Phrase(zh: "表达式超过 \(Limit.size / 1024) KB", en: "the expression is longer than \(Limit.size / 1024) KB")
            let diagnostic = Diagnostic(code: "too-long", message: message, location: Location(source: source, span: .at(0)))
            return ParseResult(expr: nil, diagnostics: [diagnostic])
        }
        let (tokens, diagnostics) = Lexer.tokens(of: source)
        var parser = Parser(source: source, tokens: tokens, names: names, members: members, diagnostics: diagnostics)
        if parser.current.kind == .end {
            if diagnostics.isEmpty {
                parser.fail("empty-expression", Span(0, source.bytes.count), Phrase(zh: "表达式是空的", en: "the expression is empty"))
            }
            return ParseResult(expr: nil, diagnostics: parser.diagnostics)
        }
        let expr = start(&parser)
        if !parser.hasFailed, parser.current.kind != .end { parser.unexpected(after: expr) }
        return ParseResult(expr: parser.diagnostics.isEmpty ? expr : nil, diagnostics: parser.diagnostics)
    }

    init(source: SourceText, tokens: [Token], names: NameTable, members: NameTable, diagnostics: [Diagnostic]) {
        self.source = source
        self.tokens = tokens
        self.names = names
        self.members = members
        self.diagnostics = diagnostics
    }

    // MARK: Tokens

    var current: Token { tokens[min(index, tokens.count - 1)] }

    func peek(_ offset: Int = 1) -> Token { tokens[min(index + offset, tokens.count - 1)] }

    mutating func advance() { if index < tokens.count - 1 { index += 1 } }

    mutating func take(_ symbol: String) -> Bool {
        guard current.isSymbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func takeWord(_ word: String) -> Bool {
        guard current.isWord(word) else { return false }
        advance()
        return true
    }

    /// Where the last token ended.
    var lastEnd: Int { index > 0 ? tokens[index - 1].span.upper : 0 }

    func span(from start: Int) -> Span { Span(start, max(start, lastEnd)) }

    // MARK: Faults

    /// Reports the first fault of the text; what follows from it isn't reported.
    mutating func fail(_ code: String, _ span: Span, _ message: Phrase, mend: Phrase? = nil) {
        if !hasFailed {
            diagnostics.append(Diagnostic(code: code, message: message, location: Location(source: source, span: span), mend: mend))
        }
        hasFailed = true
        index = tokens.count - 1
    }

    mutating func failed(_ start: Int) -> Expr { Expr(.null, Span(start, start)) }

    mutating func expect(_ symbol: String, openedBy opener: Span? = nil) {
        if take(symbol) { return }
        if current.kind == .end, let opener {
            let bracket = source.text(of: opener)
            fail(
                "unclosed-bracket", opener, Phrase(zh: "`\(bracket)` 没有闭合", en: "`\(bracket)` isn't closed"),
                mend: Phrase(zh: "补上 `\(symbol)`", en: "add a `\(symbol)`"))
        } else {
            expected("`\(symbol)`")
        }
    }

    mutating func expectWord(_ word: String) {
        if !takeWord(word) { expected("`\(word)`") }
    }

    /// Something else was expected here.
    mutating func expected(_ what: String) {
        if slip() { return }
        let found =
            current.kind == .end ? Phrase(zh: "表达式就结束了", en: "the expression ends") : Phrase(zh: "是 `\(written)`", en: "there is `\(written)`")
        fail("syntax", current.span, Phrase(zh: "这里应为 \(what)，却\(found.zh)", en: "expected \(what), but \(found.en)"))
    }

    private var written: String { source.text(of: current.span) }

    mutating func unexpected(after expr: Expr) {
        if slip() { return }
        fail("syntax", current.span, Phrase(zh: "这里不该有 `\(written)`", en: "`\(written)` doesn't belong here"))
    }

    /// Slips that people who know other languages or type on a Chinese keyboard make.
    private mutating func slip() -> Bool {
        let slips: [String: String] = [
            "&": "and", "|": "or", "!": "not(…)", "（": "(", "）": ")", "，": ",", "“": "\"", "”": "\"", "‘": "\"", "’": "\"", "＝": "=", "＞": ">",
            "＜": "<", "：": ":", "【": "[", "】": "]", "；": ",", "'": "\"", "≥": ">=", "≤": "<=", "≠": "!=", "＋": "+", "×": "*", "÷": "/",
        ]
        guard current.kind == .symbol else { return false }
        var span = current.span
        var right: String?
        if current.text == "=", index > 0, tokens[index - 1].isSymbol("="), tokens[index - 1].span.upper == span.lower {
            span = tokens[index - 1].span.union(span)
            right = "="
        } else if current.text == ">" || current.text == "<", index > 0, tokens[index - 1].isSymbol("="), tokens[index - 1].span.upper == span.lower {
            span = tokens[index - 1].span.union(span)
            right = current.text + "="
        } else if let known = slips[current.text] {
            right = known
            if peek().isSymbol(current.text), peek().span.lower == span.upper { span = span.union(peek().span) }
        }
        guard let right else { return false }
        let text = source.text(of: span)
        fail(
            "syntax", span, Phrase(zh: "FEEL 里没有 `\(text)`", en: "FEEL has no `\(text)`"),
            mend: Phrase(zh: "写作 `\(right)`", en: "write `\(right)`"))
        return true
    }

    /// Goes one level deeper; false, and reported, when there may be no more.
    mutating func enter() -> Bool {
        if depth >= Limit.depth {
            tooDeep()
            return false
        }
        depth += 1
        return true
    }

    /// The expression, unless its tree is too high (whoever walks it later does so recursively) or too many operators stand in a row.
    mutating func limited(_ expr: Expr, inRow count: Int = 0) -> Expr {
        if expr.height <= Limit.height, count <= Limit.chain { return expr }
        tooDeep()
        return failed(expr.span.lower)
    }

    private mutating func tooDeep() {
        fail("too-deep", current.span, Phrase(zh: "表达式嵌套过深或过长", en: "the expression is nested too deeply or too long"))
    }
}
