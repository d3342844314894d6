import Diagnostics

/// What reading a text as FEEL gave.
package struct ParseResult: Sendable {
    /// The tree; also there beside diagnostics when it is clear what was meant (`==` for `=`), nil when a part couldn't be read.
    package var expr: Expr?
    /// Every finding, in the order of the text. The text is correct FEEL when there is none.
    package var diagnostics: [Diagnostic]

    package init(expr: Expr?, diagnostics: [Diagnostic]) {
        self.expr = expr
        self.diagnostics = diagnostics
    }
}

/// Reads FEEL (DMN 1.5, 10.3.1.2; our grammar is `grammar/feel.ebnf`).
package enum Parser {
    /// Brackets, `if`, `for` and so on may stand this deep inside each other. In a debug build a level takes up to 5 KB of stack, and a thread
    /// may have no more than 512.
    package static let maximumNesting = 80
    /// No tree is higher than this; a chain of operators (`a or b or …`) makes a tree as high as it is long. Whoever walks a tree by
    /// recursion can rely on it.
    package static let maximumHeight = 200

    /// Reads one expression.
    ///
    /// - Parameters:
    ///   - names: what the expression may mention, builtin functions included; needed to tell names with spaces and operators in them.
    ///   - members: the member names of the contexts that these names stand for.
    ///   - part: the bytes to read; nil for all of them.
    package static func parseExpression(_ source: SourceText, in part: Span? = nil, names: NameTable, members: NameTable) -> ParseResult {
        var parser = ExpressionParser(source, in: part, names: names, members: members)
        return parser.run { parser throws(ParseFailure) in try parser.expression() }
    }

    /// Reads a type, as behind `instance of`; nil when the text isn't one.
    package static func parseType(_ source: SourceText) -> TypeExpr? {
        var parser = ExpressionParser(source, names: NameTable(), members: NameTable())
        guard parser.diagnostics.isEmpty, let parsed = try? parser.type(), parser.kind == .end, parser.diagnostics.isEmpty else { return nil }
        return parsed.type
    }

    /// Reads unary tests, as in a cell of a decision table: `"a", "b"`, `not(< 5)`, `[1..5)`, `-`. The tree's kind is `unaryTests`.
    package static func parseUnaryTests(_ source: SourceText, in part: Span? = nil, names: NameTable, members: NameTable) -> ParseResult {
        var parser = ExpressionParser(source, in: part, names: names, members: members)
        return parser.run { parser throws(ParseFailure) in try parser.standaloneTests() }
    }
}

/// Thrown within the parser where a part can't be read; by then the finding has been reported.
struct ParseFailure: Error {}

/// An expression and the height of its tree.
struct Parsed {
    var expr: Expr
    var height: Int

    init(_ expr: Expr, height: Int) {
        self.expr = expr
        self.height = height
    }

    /// Stands in for a part that couldn't be read, so that the parts behind it can be.
    static var missing: Parsed { Parsed(Expr(.null, .at(0)), height: 1) }
}

/// A recursive-descent parser over the tokens of one text. The families of expressions are in the `Parser…` files.
struct ExpressionParser {
    let source: SourceText
    var tokens: [Token]
    let names: NameTable
    let members: NameTable
    var index = 0
    var diagnostics: [Diagnostic]
    let unclosedAt: Int?
    /// What is read of the source.
    let part: Span
    /// Levels of nesting at this place.
    var depth = 0
    /// Nothing more can be read: the text ended inside a bracket, or it is nested too deep.
    var isFatal = false
    /// A part of the tree stands for text that couldn't be read.
    var isIncomplete = false
    /// Names that stand in no table: iteration variables, parameters, earlier keys; the innermost last.
    var locals: [NameTable] = []
    /// Keys of the context literals so far: what follows a dot may be one of them.
    var seenMembers = NameTable()
    /// How many filters this place is in; in a filter the members of the elements are names too.
    var filters = 0
    /// Whether the upper end of an interval is being read, where `[` may be its bracket.
    var inUpperEnd = false

    init(_ source: SourceText, in part: Span? = nil, names: NameTable, members: NameTable) {
        self.source = source
        self.names = names
        self.members = members
        self.part = part ?? Span(0, source.bytes.count)
        let read = part.map { SourceText(name: source.name, bytes: Array(source.bytes[$0.lower..<$0.upper])) } ?? source
        var lexer = Lexer(read)
        lexer.run()
        tokens = lexer.tokens
        diagnostics = lexer.diagnostics
        let start = part?.lower ?? 0
        unclosedAt = lexer.unclosedAt.map { $0 + start }
        guard let offset = part?.lower else { return }
        // A part is read by itself, so that nothing in it reaches beyond its end.
        for index in tokens.indices { tokens[index].span = tokens[index].span.shifted(by: offset) }
        diagnostics = diagnostics.map { $0.relocated { Location(source: source, span: $0.shifted(by: offset)) } }
    }

    mutating func run(_ start: (inout ExpressionParser) throws(ParseFailure) -> Parsed) -> ParseResult {
        guard tokens.count > 1 else {
            if diagnostics.isEmpty { diagnostics.append(SyntaxFinding.empty(in: source, part)) }
            return ParseResult(expr: nil, diagnostics: diagnostics)
        }
        let lexical = diagnostics.count
        var expr: Expr?
        if let parsed = try? start(&self) {
            expr = parsed.expr
            if kind != .end {
                isIncomplete = true
                reportLeftover()
            }
        }
        if let unclosedAt {
            // What else is found from an unclosed string on, and a bracket that it swallowed, are its consequences.
            let own = diagnostics[lexical...].filter { finding in
                guard let location = finding.location else { return true }
                return location.span.upper <= unclosedAt && finding.code != "unclosed-bracket"
            }
            diagnostics = Array(diagnostics[..<lexical]) + own
        }
        // Stable, so that two findings at one place stay in the order in which they were made.
        let ordered = diagnostics.enumerated().sorted { left, right in
            let (a, b) = (left.element.location?.span.lower ?? 0, right.element.location?.span.lower ?? 0)
            return a == b ? left.offset < right.offset : a < b
        }
        return ParseResult(expr: isIncomplete ? nil : expr, diagnostics: ordered.map(\.element))
    }

    private mutating func reportLeftover() {
        if current.isCloser {
            report(SyntaxFinding.strayCloser(current, in: source))
        } else {
            report(SyntaxFinding.unexpected(current, expected: .operatorOrEnd, in: source, mend: mendForLeftover()))
        }
    }

    /// Slips that are common where an operator should stand.
    private func mendForLeftover() -> Phrase? {
        switch current.text {
        case "not" where peek().text == "in":
            Phrase(zh: "写成 `not(x in …)`", en: "write `not(x in …)`")
        case "%":
            Phrase(zh: "余数写成 `modulo(a, b)`；百分数写成小数", en: "write a remainder as `modulo(a, b)`, a percentage as a decimal")
        case "^":
            Phrase(zh: "乘方写成 `**`", en: "write a power as `**`")
        case "&":
            Phrase(zh: "写成 `and`；连接字符串用 `+`", en: "write `and`; strings are joined with `+`")
        case "|":
            Phrase(zh: "写成 `or`", en: "write `or`")
        default:
            nil
        }
    }

    // MARK: Tokens

    var current: Token { tokens[index] }

    /// What is asked most, without copying the whole token: in a debug build every copy takes room in the frames of a deep recursion.
    var kind: Token.Kind { tokens[index].kind }

    func kind(at distance: Int) -> Token.Kind { tokens[min(index + distance, tokens.count - 1)].kind }

    /// Where the current token begins.
    var place: Int { tokens[index].span.lower }

    /// Whether the current token closes a bracket.
    var isAtCloser: Bool { tokens[index].isCloser }

    /// The token some places on; the last one is `end`.
    func peek(_ distance: Int = 1) -> Token { tokens[min(index + distance, tokens.count - 1)] }

    /// Behind the last token read.
    var lastEnd: Int { index > 0 ? tokens[index - 1].span.upper : 0 }

    /// Takes the current token, reporting it when it is misspelt.
    @discardableResult
    mutating func advance() -> Token {
        let token = current
        if let meant = token.meant { report(SyntaxFinding.slip(token, meant: meant, in: source)) }
        if index < tokens.count - 1 { index += 1 }
        return token
    }

    /// Takes an opening bracket and gives its index.
    mutating func open() -> Int {
        let opener = index
        advance()
        return opener
    }

    /// Takes a keyword and gives its place.
    mutating func takeKeyword() -> Int {
        let start = place
        advance()
        return start
    }

    mutating func accept(_ kind: Token.Kind) -> Bool {
        guard self.kind == kind else { return false }
        advance()
        return true
    }

    func isWord(_ text: String, at distance: Int = 0) -> Bool {
        let place = min(index + distance, tokens.count - 1)
        return tokens[place].kind == .word && tokens[place].text == text
    }

    mutating func expect(_ kind: Token.Kind, _ spelling: String) throws(ParseFailure) {
        guard accept(kind) else { throw unexpected(.symbol(spelling)) }
    }

    mutating func expectWord(_ text: String, mend: Phrase? = nil) throws(ParseFailure) {
        guard isWord(text) else { throw unexpected(.symbol(text), mend: mend) }
        advance()
    }

    // MARK: Findings

    mutating func report(_ diagnostic: Diagnostic) {
        if diagnostics.count < SyntaxFinding.maximum { diagnostics.append(diagnostic) }
    }

    /// Reports the current token and gives the failure to throw.
    mutating func unexpected(_ expected: Expectation, mend: Phrase? = nil) -> ParseFailure {
        report(SyntaxFinding.unexpected(current, expected: expected, in: source, mend: mend))
        return ParseFailure()
    }

    // MARK: Nodes

    /// Goes a level deeper; whoever calls it takes `depth` back.
    mutating func enter() throws(ParseFailure) {
        guard depth < Parser.maximumNesting else {
            isFatal = true
            report(SyntaxFinding.tooDeep(current.span, in: source, levels: Parser.maximumNesting))
            throw ParseFailure()
        }
        depth += 1
    }

    /// A node from `start` to the last token read, over parts of which the highest has this height.
    mutating func node(_ kind: Expr.Kind, from start: Int, over height: Int) throws(ParseFailure) -> Parsed {
        let span = Span(start, lastEnd)
        guard height < Parser.maximumHeight else {
            isFatal = true
            report(SyntaxFinding.tooDeep(span, in: source, levels: Parser.maximumHeight))
            throw ParseFailure()
        }
        return Parsed(Expr(kind, span), height: height + 1)
    }
}
