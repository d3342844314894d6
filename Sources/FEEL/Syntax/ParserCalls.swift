import Diagnostics

/// Calls, with arguments by position or by name.
extension ExpressionParser {
    mutating func call(_ callee: Parsed, from start: Int) throws(ParseFailure) -> Parsed {
        let opener = open()
        var values: [Expr] = []
        var argumentNames: [Expr.Member] = []
        var height = callee.height
        try elements(opener, .rightParen, ")") { parser throws(ParseFailure) in
            if parser.isNamedArgumentAhead {
                argumentNames.append(try parser.declaredName())
                parser.advance()
            }
            let value = try parser.expression()
            values.append(value.expr)
            height = max(height, value.height)
        }
        let arguments: Expr.Arguments
        if argumentNames.isEmpty {
            arguments = .positional(values)
        } else if argumentNames.count == values.count {
            arguments = .named(zip(argumentNames, values).map { Expr.NamedArgument(name: $0, value: $1) })
        } else {
            if !isIncomplete { report(SyntaxFinding.mixedArguments(Span(tokens[opener].span.lower, lastEnd), in: source)) }
            isIncomplete = true
            arguments = .positional(values)
        }
        return try node(.call(callee.expr, arguments), from: start, over: height)
    }

    /// Whether a name and a colon stand here.
    private var isNamedArgumentAhead: Bool {
        guard kind == .word else { return false }
        var distance = 1
        while isPartOfDeclaredName(peek(distance)) { distance += 1 }
        return kind(at: distance) == .colon
    }
}
