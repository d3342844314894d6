import Diagnostics

/// `{key: value, …}`.
extension ExpressionParser {
    mutating func context() throws(ParseFailure) -> Parsed {
        let opener = open()
        var entries: [Expr.Entry] = []
        var height = 0
        // Earlier keys are names in the values behind them.
        locals.append(NameTable())
        defer { locals.removeLast() }
        try elements(opener, .rightBrace, "}") { parser throws(ParseFailure) in
            let key = try parser.contextKey()
            try parser.expect(.colon, ":")
            // A function may call itself.
            if parser.isWord("function") { parser.locals[parser.locals.count - 1].insert(key.name) }
            let value = try parser.expression()
            entries.append(Expr.Entry(key: key, value: value.expr))
            height = max(height, value.height)
            parser.locals[parser.locals.count - 1].insert(key.name)
            parser.seenMembers.insert(key.name)
        }
        return try node(.context(entries), from: tokens[opener].span.lower, over: height)
    }

    private mutating func contextKey() throws(ParseFailure) -> Expr.Member {
        if kind == .string {
            let token = advance()
            return Expr.Member(name: token.text, span: token.span)
        }
        return try declaredName(.contextKey)
    }
}
