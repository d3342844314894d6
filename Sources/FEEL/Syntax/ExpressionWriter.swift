import Diagnostics

/// Writes trees as text. What leans to the left (`a + b + c`, `a.b.c`) is written in a loop; only what stands inside goes deeper.
struct ExpressionWriter {
    private(set) var text = ""

    mutating func write(_ expr: Expr) {
        var chain: [Expr] = []
        var first = expr
        while let left = ExpressionWriter.left(of: first), !left.needsBrackets {
            chain.append(first)
            first = left.expr
        }
        writeHead(first)
        for link in chain.reversed() { writeRest(link) }
    }

    /// Writes an operand, in brackets unless it binds at least as tightly as its place asks for.
    private mutating func write(_ expr: Expr, atLeast least: Precedence) {
        if ExpressionWriter.precedence(of: expr) >= least { return write(expr) }
        text += "("
        write(expr)
        text += ")"
    }

    private mutating func write(_ items: [Expr]) { separated(items) { $0.write($1) } }

    private mutating func separated<Item>(_ items: [Item], _ write: (inout ExpressionWriter, Item) -> Void) {
        for (index, item) in items.enumerated() {
            if index > 0 { text += ", " }
            write(&self, item)
        }
    }

    // MARK: What leans to the left

    private struct LeftOperand {
        var expr: Expr
        var least: Precedence
        var needsBrackets: Bool { ExpressionWriter.precedence(of: expr) < least }
    }

    private static func precedence(of expr: Expr) -> Precedence {
        switch expr.kind {
        case .conditional, .loop, .quantified, .function: .open
        case .binary(let symbol, _, _): symbol.precedence
        case .between, .within: .comparison
        case .negate: .negation
        case .instanceOf: .instance
        case .path, .filter, .call: .postfix
        default: .primary
        }
    }

    /// What an expression begins with, and how tightly that must bind.
    private static func left(of expr: Expr) -> LeftOperand? {
        switch expr.kind {
        case .path(let value, _), .filter(let value, _), .call(let value, _): LeftOperand(expr: value, least: .postfix)
        case .instanceOf(let value, _): LeftOperand(expr: value, least: .instance)
        case .between(let value, _, _), .within(let value, _): LeftOperand(expr: value, least: .additive)
        case .binary(let symbol, let value, _):
            LeftOperand(expr: value, least: symbol.precedence == .comparison ? .additive : symbol.precedence)
        default: nil
        }
    }

    /// An expression whose left operand, if it has one, needs brackets.
    private mutating func writeHead(_ expr: Expr) {
        guard let left = ExpressionWriter.left(of: expr) else { return writePrefix(expr) }
        text += "("
        write(left.expr)
        text += ")"
        writeRest(expr)
    }

    /// What follows the left operand.
    private mutating func writeRest(_ expr: Expr) {
        switch expr.kind {
        case .path(_, let member): text += "." + member.name
        case .filter(_, let condition):
            text += "["
            write(condition)
            text += "]"
        case .call(_, let arguments): write(arguments)
        case .instanceOf(_, let type): text += " instance of " + Printer.text(of: type)
        case .binary(let symbol, _, let right):
            text += " " + symbol.rawValue + " "
            write(right, atLeast: Precedence(rawValue: symbol.precedence.rawValue + 1) ?? .primary)
        case .between(_, let low, let high):
            text += " between "
            write(low, atLeast: .additive)
            text += " and "
            write(high, atLeast: .additive)
        case .within(_, let tests):
            text += " in ("
            write(tests)
            text += ")"
        default: break
        }
    }

    private mutating func write(_ arguments: Expr.Arguments) {
        text += "("
        switch arguments {
        case .positional(let values): write(values)
        case .named(let values):
            separated(values) {
                $0.text += $1.name.name + ": "
                $0.write($1.value)
            }
        }
        text += ")"
    }

    // MARK: What begins with itself

    private mutating func writePrefix(_ expr: Expr) {
        switch expr.kind {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .number(let digits): text += digits
        case .string(let value): text += Printer.quoted(value)
        case .temporal(let value): text += "@" + Printer.quoted(value)
        case .name(let name): text += name
        case .list(let items):
            text += "["
            write(items)
            text += "]"
        case .context(let entries): write(entries)
        case .range(let range): write(range)
        case .unaryTests(let tests, let negated): write(tests, negated: negated)
        case .negate(let value): writeNegated(value)
        default: writeConstruct(expr)
        }
    }

    private mutating func writeConstruct(_ expr: Expr) {
        switch expr.kind {
        case .conditional(let condition, let then, let otherwise):
            text += "if "
            write(condition, atLeast: .or)
            text += " then "
            write(then, atLeast: .or)
            text += " else "
            write(otherwise)
        case .loop(let iterators, let result):
            text += "for "
            write(iterators)
            text += " return "
            write(result)
        case .quantified(let quantifier, let iterators, let condition):
            text += quantifier == .some ? "some " : "every "
            write(iterators)
            text += " satisfies "
            write(condition)
        case .function(let parameters, let body, let external):
            text += "function("
            separated(parameters) { $0.text += $1.name.name + ($1.type.map { ": " + Printer.text(of: $0) } ?? "") }
            text += external ? ") external " : ") "
            write(body)
        default: break
        }
    }

    /// The operand of a sign; `-1 instance of T` would be read as a test of the number.
    private mutating func writeNegated(_ value: Expr) {
        text += "-"
        if case .negate = value.kind { return write(value) }
        write(value, atLeast: .postfix)
    }

    private mutating func write(_ entries: [Expr.Entry]) {
        text += "{"
        separated(entries) {
            $0.text += Printer.key($1.key.name) + ": "
            $0.write($1.value)
        }
        text += "}"
    }

    private mutating func write(_ iterators: [Expr.Iterator]) {
        separated(iterators) { writer, iterator in
            writer.text += iterator.variable.name + " in "
            switch iterator.source {
            case .list(let list): writer.write(list, atLeast: .or)
            case .span(let from, let to): writer.writeEnds(from, to)
            }
        }
    }

    // MARK: Ranges and tests

    private mutating func writeEnds(_ low: Expr?, _ high: Expr?) {
        write(low ?? Expr(.null, .at(0)), atLeast: .additive)
        text += ".."
        write(high ?? Expr(.null, .at(0)), atLeast: .additive)
    }

    private mutating func write(_ range: Expr.Interval) {
        switch (range.low, range.high) {
        case (nil, let high?):
            text += range.highClosed ? "(<= " : "(< "
            write(high, atLeast: .additive)
            text += ")"
        case (let low?, nil):
            text += range.lowClosed ? "(>= " : "(> "
            write(low, atLeast: .additive)
            text += ")"
        case (let low, let high):
            text += range.lowClosed ? "[" : "("
            writeEnds(low, high)
            text += range.highClosed ? "]" : ")"
        }
    }

    private mutating func write(_ tests: [Expr.UnaryTest], negated: Bool) {
        if tests.isEmpty {
            text += "-"
        } else if negated {
            text += "not("
            write(tests)
            text += ")"
        } else if tests.count == 1, ExpressionWriter.needsBrackets(tests[0]) {
            text += "("
            write(tests)
            text += ")"
        } else {
            write(tests)
        }
    }

    /// As a value `(= 1)` needs its brackets, and in a cell it may have them; `not(x)` alone in a cell would be a negated test.
    private static func needsBrackets(_ only: Expr.UnaryTest) -> Bool {
        switch only {
        case .compare(let symbol, _): symbol == .equal || symbol == .notEqual
        case .expression(let expr): precedence(of: expr) == .postfix
        case .interval: false
        }
    }

    private mutating func write(_ tests: [Expr.UnaryTest]) {
        separated(tests) { writer, test in
            switch test {
            case .compare(let symbol, let expr):
                writer.text += symbol.rawValue + " "
                writer.write(expr, atLeast: .additive)
            case .interval(let range, _): writer.write(range)
            case .expression(let expr): writer.write(expr)
            }
        }
    }
}
