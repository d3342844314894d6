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
        guard kind(at: 1) == .less else { return try namedType() }
        switch tokens[index].text {
        case "list": return try elementType { .list($0) }
        case "range": return try elementType { .range($0) }
        case "context": return try contextType()
        case "function": return try functionType()
        default: return try namedType()
        }
    }

    private mutating func namedType() throws(ParseFailure) -> ParsedType {
        guard kind == .word, !isKeyword() || isWord("function") else { throw unexpected(.typeName) }
        let start = place
        var name = takeName(match(in: ExpressionParser.spacedTypes, at: index))
        while kind == .dot, kind(at: 1) == .word {
            advance()
            name += "." + takeName(nil)
        }
        return ParsedType(type: TypeExpr(.named(name), Span(start, lastEnd)), height: 1)
    }

    private mutating func elementType(_ kind: (TypeExpr) -> TypeExpr.Kind) throws(ParseFailure) -> ParsedType {
        let start = takeKeyword()
        let opener = open()
        let element = try type()
        try closeAngle(opener)
        return typeNode(kind(element.type), from: start, over: element.height)
    }

    private mutating func contextType() throws(ParseFailure) -> ParsedType {
        let start = takeKeyword()
        let opener = open()
        var entries: [(name: String, type: TypeExpr)] = []
        var height = 0
        if kind != .greater {
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
        let start = takeKeyword()
        let opener = open()
        var parameters: [TypeExpr] = []
        var height = 0
        if kind != .greater {
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
    private mutating func closeAngle(_ opener: Int) throws(ParseFailure) {
        if kind == .greaterOrEqual, current.meant == nil {
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
