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
    private struct Pending {
        var left: Parsed
        var symbol: BinaryOperator
        var start: Int
    }

    /// An expression whose operators bind at least as tightly as `minimum`. Operators are kept on a stack of their own rather than on the call
    /// stack, so that only real nesting costs depth.
    mutating func expression(_ minimum: Precedence = .or) throws(ParseFailure) -> Parsed {
        try enter()
        defer { depth -= 1 }
        let start = current.span.lower
        let first = try operand()
        return try operators(after: first, from: start, minimum)
    }

    /// The operators and operands behind a first operand that begins at `start`.
    mutating func operators(after first: Parsed, from start: Int, _ minimum: Precedence) throws(ParseFailure) -> Parsed {
        var left = first
        var leftStart = start
        var pending: [Pending] = []
        // A comparison has been seen since the last `and` or `or`.
        var compared = false
        while true {
            let comparison = isWord("between") || isWord("in")
            let symbol = binaryOperator()
            guard let precedence = comparison ? .comparison : symbol?.precedence, precedence >= minimum else { break }
            if precedence == .comparison {
                if compared { report(SyntaxFinding.chainedComparison(current, in: source)) }
                compared = true
            } else if precedence < .comparison {
                compared = false
            }
            while let last = pending.last, last.symbol.precedence >= precedence {
                pending.removeLast()
                left = try combine(last, left)
                leftStart = last.start
            }
            if comparison {
                left = isWord("in") ? try membership(of: left, from: leftStart) : try between(left, from: leftStart)
            } else if let symbol {
                takeOperator(symbol)
                pending.append(Pending(left: left, symbol: symbol, start: leftStart))
                leftStart = current.span.lower
                left = try operand()
            }
        }
        while let last = pending.popLast() { left = try combine(last, left) }
        return left
    }

    private mutating func combine(_ pending: Pending, _ right: Parsed) throws(ParseFailure) -> Parsed {
        let height = max(pending.left.height, right.height)
        return try node(.binary(pending.symbol, pending.left.expr, right.expr), from: pending.start, over: height)
    }

    func binaryOperator() -> BinaryOperator? {
        switch current.kind {
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
        switch current.kind {
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
    private var isDiamond: Bool { peek().kind == .greater && peek().span.lower == current.span.upper }

    mutating func takeOperator(_ symbol: BinaryOperator) {
        if current.kind == .less, symbol == .notEqual {
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
