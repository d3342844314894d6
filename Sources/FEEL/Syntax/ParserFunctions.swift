import Diagnostics

/// `function(a, b: type) body`.
extension ExpressionParser {
    mutating func function() throws(ParseFailure) -> Parsed {
        let start = takeKeyword()
        var height = 0
        let parameters = try parameters(&height)
        let external = takeExternal()
        locals.append(NameTable(parameters.map(\.name.name)))
        defer { locals.removeLast() }
        let body = try expression()
        return try node(.function(parameters, body: body.expr, external: external), from: start, over: max(height, body.height))
    }

    private mutating func parameters(_ height: inout Int) throws(ParseFailure) -> [Expr.Parameter] {
        let opener = index
        try expect(.leftParen, "(")
        var parameters: [Expr.Parameter] = []
        var highest = height
        try elements(opener, .rightParen, ")") { parser throws(ParseFailure) in
            let name = try parser.declaredName()
            var type: TypeExpr?
            if parser.accept(.colon) {
                let parsed = try parser.type()
                type = parsed.type
                highest = max(highest, parsed.height)
            }
            parameters.append(Expr.Parameter(name: name, type: type))
        }
        height = highest
        return parameters
    }

    /// `external` is a keyword only where something other than its own arguments or filter follows.
    private mutating func takeExternal() -> Bool {
        let next = kind(at: 1)
        guard isWord("external"), canBeginOperand(peek()), next != .leftParen, next != .leftBracket, next != .minus else { return false }
        advance()
        return true
    }
}
