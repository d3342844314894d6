import Diagnostics

/// Types, behind `instance of` and the colon of a parameter.
extension ExpressionParser {
    struct ParsedType {
        var type: TypeExpr
        var height: Int
    }

    /// Builtin types whose names contain a keyword.
    private static let spacedTypes = NameTable(["date and time", "days and time duration", "years and months duration"])

    mutating func type() throws(ParseFailure) -> ParsedType {
        try enter()
        defer { depth -= 1 }
        guard current.kind == .word, !isKeyword() || isWord("function") else { throw unexpected(.typeName) }
        if peek().kind == .less {
            switch current.text {
            case "list": return try elementType { .list($0) }
            case "range": return try elementType { .range($0) }
            case "context": return try contextType()
            case "function": return try functionType()
            default: break
            }
        }
        let start = current.span.lower
        var name = takeName(match(in: ExpressionParser.spacedTypes, at: index))
        while current.kind == .dot, peek().kind == .word {
            advance()
            name += "." + takeName(nil)
        }
        return ParsedType(type: TypeExpr(.named(name), Span(start, lastEnd)), height: 1)
    }

    private mutating func elementType(_ kind: (TypeExpr) -> TypeExpr.Kind) throws(ParseFailure) -> ParsedType {
        let start = advance().span.lower
        let opener = advance()
        let element = try type()
        try closeAngle(opener)
        return typeNode(kind(element.type), from: start, over: element.height)
    }

    private mutating func contextType() throws(ParseFailure) -> ParsedType {
        let start = advance().span.lower
        let opener = advance()
        var entries: [(name: String, type: TypeExpr)] = []
        var height = 0
        if current.kind != .greater {
            repeat {
                let key = try declaredName(.contextKey)
                try expect(.colon, ":")
                let value = try type()
                entries.append((key.name, value.type))
                height = max(height, value.height)
            } while accept(.comma)
        }
        try closeAngle(opener)
        return typeNode(.context(entries), from: start, over: height)
    }

    private mutating func functionType() throws(ParseFailure) -> ParsedType {
        let start = advance().span.lower
        let opener = advance()
        var parameters: [TypeExpr] = []
        var height = 0
        if current.kind != .greater {
            repeat {
                let parameter = try type()
                parameters.append(parameter.type)
                height = max(height, parameter.height)
            } while accept(.comma)
        }
        try closeAngle(opener)
        try expect(.arrow, "->")
        let result = try type()
        return typeNode(.function(parameters, result: result.type), from: start, over: max(height, result.height))
    }

    /// Takes `>`, also the first half of `>=` in `x instance of list<number>=true`.
    private mutating func closeAngle(_ opener: Token) throws(ParseFailure) {
        if current.kind == .greaterOrEqual, current.meant == nil {
            let span = current.span
            tokens[index] = Token(.equal, Span(span.lower + 1, span.upper), "=")
            // As if `>` had been a token of its own.
            tokens.insert(Token(.greater, Span(span.lower, span.lower + 1), ">"), at: index)
        }
        guard accept(.greater) else {
            try missing(closer: ">", of: opener, or: .commaOr(">"))
            throw ParseFailure()
        }
    }

    private func typeNode(_ kind: TypeExpr.Kind, from start: Int, over height: Int) -> ParsedType {
        ParsedType(type: TypeExpr(kind, Span(start, lastEnd)), height: height + 1)
    }
}
