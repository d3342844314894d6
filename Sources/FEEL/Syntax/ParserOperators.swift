import Diagnostics

/// How tightly operators bind, loosest first (DMN 1.5, 10.3.1.2, the order of the alternatives of rules 2 and 4).
enum Precedence: Int, Comparable {
    case open = 0
    case or, and, comparison, additive, multiplicative, power, negation, instance, postfix, primary

    static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
}

extension BinaryOperator {
    var precedence: Precedence {
        switch self {
        case .or: .or
        case .and: .and
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
        case .add, .subtract: .additive
        case .multiply, .divide: .multiplicative
        case .power: .power
        }
    }
}

/// Operators between operands. All of them, `**` too, group from the left; comparisons don't group at all.
extension ExpressionParser {
    /// What has been read of a row of operators and operands: the last operand, and the operators that still wait for their right side. They are
    /// kept here and not on the call stack, so that only real nesting costs depth.
    struct OperatorRow {
        var last: Parsed
        var lastStart: Int
        var pending: [Pending] = []
        /// A comparison has been seen since the last `and` or `or`.
        var compared = false

        struct Pending {
            var left: Parsed
            var symbol: BinaryOperator
            var start: Int
        }
    }

    /// An expression whose operators bind at least as tightly as `minimum`.
    mutating func expression(_ minimum: Precedence = .or) throws(ParseFailure) -> Parsed {
        try enter()
        defer { depth -= 1 }
        let start = place
        return try operators(after: try operand(), from: start, minimum)
    }

    /// The operators and operands behind a first operand that begins at `start`.
    mutating func operators(after first: Parsed, from start: Int, _ minimum: Precedence) throws(ParseFailure) -> Parsed {
        var row = OperatorRow(last: first, lastStart: start)
        while let precedence = nextPrecedence(), precedence >= minimum {
            try reduce(&row, before: precedence)
            if let symbol = binaryOperator() {
                push(symbol, &row)
                row.last = try operand()
            } else {
                row.last = isWord("in") ? try membership(of: row.last, from: row.lastStart) : try between(row.last, from: row.lastStart)
            }
        }
        try reduce(&row, before: .open)
        return row.last
    }

    private func nextPrecedence() -> Precedence? {
        if let symbol = binaryOperator() { return symbol.precedence }
        return isWord("in") || isWord("between") ? .comparison : nil
    }

    private mutating func push(_ symbol: BinaryOperator, _ row: inout OperatorRow) {
        takeOperator(symbol)
        row.pending.append(OperatorRow.Pending(left: row.last, symbol: symbol, start: row.lastStart))
        row.lastStart = place
    }

    /// Joins what binds at least as tightly as the operator that comes next.
    private mutating func reduce(_ row: inout OperatorRow, before precedence: Precedence) throws(ParseFailure) {
        if precedence == .comparison {
            if row.compared { report(SyntaxFinding.chainedComparison(current, in: source)) }
            row.compared = true
        } else if precedence < .comparison {
            row.compared = false
        }
        while let waiting = row.pending.last, waiting.symbol.precedence >= precedence {
            row.pending.removeLast()
            let height = max(waiting.left.height, row.last.height)
            row.last = try node(.binary(waiting.symbol, waiting.left.expr, row.last.expr), from: waiting.start, over: height)
            row.lastStart = waiting.start
        }
    }

    func binaryOperator() -> BinaryOperator? {
        switch kind {
        case .plus: return .add
        case .minus: return .subtract
        case .star: return .multiply
        case .slash: return .divide
        case .power: return .power
        case .word where current.text == "and": return .and
        case .word where current.text == "or": return .or
        default: return comparisonOperator()
        }
    }

    func comparisonOperator() -> BinaryOperator? {
        switch kind {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: isDiamond ? .notEqual : .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        default: nil
        }
    }

    /// `<>`, for `!=`. The lexer can't join it, since `function<>` is a type.
    private var isDiamond: Bool { kind(at: 1) == .greater && peek().span.lower == current.span.upper }

    mutating func takeOperator(_ symbol: BinaryOperator) {
        if kind == .less, symbol == .notEqual {
            report(SyntaxFinding.foreignSpelling(current.span.union(peek().span), meant: "!=", in: source))
            index += 2
        } else {
            advance()
        }
    }

    private mutating func between(_ value: Parsed, from start: Int) throws(ParseFailure) -> Parsed {
        advance()
        let low = try expression(.additive)
        try expectWord("and", mend: Phrase(zh: "写成 `x between a and b`", en: "write `x between a and b`"))
        let high = try expression(.additive)
        let height = max(value.height, low.height, high.height)
        return try node(.between(value.expr, low: low.expr, high: high.expr), from: start, over: height)
    }
}
