import Diagnostics

/// `function(a, b: type) body`.
extension ExpressionParser {
    mutating func function() throws(ParseFailure) -> Parsed {
        let start = advance().span.lower
        let opener = current
        try expect(.leftParen, "(")
        var parameters: [Expr.Parameter] = []
        var height = 0
        try elements(opener, .rightParen, ")") { parser throws(ParseFailure) in
            let name = try parser.declaredName()
            var type: TypeExpr?
            if parser.accept(.colon) {
                let parsed = try parser.type()
                type = parsed.type
                height = max(height, parsed.height)
            }
            parameters.append(Expr.Parameter(name: name, type: type))
        }
        let external = isWord("external") && canBeginOperand(peek()) && peek().kind != .leftParen && peek().kind != .leftBracket
        if external { advance() }
        locals.append(NameTable(parameters.map(\.name.name)))
        defer { locals.removeLast() }
        let body = try expression()
        return try node(.function(parameters, body: body.expr, external: external), from: start, over: max(height, body.height))
    }
}
