/// The canonical text of a tree: read again with the same names in scope, it gives the same tree. Brackets stand only where the tree needs them.
package enum Printer {
    /// The text of an expression.
    package static func text(of expr: Expr) -> String {
        switch expr.kind {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let digits): digits
        case .string(let value): quoted(value)
        case .temporal(let value): "@" + quoted(value)
        case .name(let name): name
        case .list(let items): "[" + joined(items) + "]"
        case .context(let entries): context(entries)
        case .range(let range): interval(range)
        case .unaryTests(let tests, let negated): unaryTests(tests, negated: negated)
        case .path, .filter, .call, .instanceOf, .negate, .binary, .between, .within: operation(expr.kind)
        case .conditional, .loop, .quantified, .function: construct(expr.kind)
        }
    }

    /// A string literal.
    static func quoted(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: text += "\\u" + hex(scalar.value)
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    // MARK: Operators

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

    /// The text of an operand, in brackets unless it binds at least as tightly as its place asks for.
    private static func operand(_ expr: Expr, _ least: Precedence) -> String {
        let text = text(of: expr)
        return precedence(of: expr) >= least ? text : "(" + text + ")"
    }

    private static func tighter(than precedence: Precedence) -> Precedence { Precedence(rawValue: precedence.rawValue + 1) ?? .primary }

    private static func operation(_ kind: Expr.Kind) -> String {
        switch kind {
        case .path(let value, let member): operand(value, .postfix) + "." + member.name
        case .filter(let value, let condition): operand(value, .postfix) + "[" + text(of: condition) + "]"
        case .call(let callee, let arguments): operand(callee, .postfix) + "(" + self.arguments(arguments) + ")"
        case .instanceOf(let value, let type): operand(value, .instance) + " instance of " + text(of: type)
        case .negate(let value): "-" + negated(value)
        case .binary(let symbol, let left, let right): binary(symbol, left, right)
        case .between(let value, let low, let high):
            operand(value, .additive) + " between " + operand(low, .additive) + " and " + operand(high, .additive)
        case .within(let value, let tests): operand(value, .additive) + " in (" + tests.map(test).joined(separator: ", ") + ")"
        default: ""
        }
    }

    private static func binary(_ symbol: BinaryOperator, _ left: Expr, _ right: Expr) -> String {
        let own = symbol.precedence
        let least = own == .comparison ? tighter(than: own) : own
        return operand(left, least) + " " + symbol.rawValue + " " + operand(right, tighter(than: own))
    }

    /// The operand of a sign; `-1 instance of T` would be read as a test of the number.
    private static func negated(_ value: Expr) -> String {
        if case .negate = value.kind { return text(of: value) }
        return operand(value, .postfix)
    }

    // MARK: Literals

    private static func joined(_ items: [Expr]) -> String { items.map(text).joined(separator: ", ") }

    private static func context(_ entries: [Expr.Entry]) -> String {
        "{" + entries.map { key($0.key.name) + ": " + text(of: $0.value) }.joined(separator: ", ") + "}"
    }

    /// A key, in quotes unless it is plain words.
    private static func key(_ name: String) -> String {
        let words = name.split(separator: " ", omittingEmptySubsequences: false)
        let isPlain = words.allSatisfy { word in
            guard let first = word.unicodeScalars.first, FEELCharacter.isNameStart(first) else { return false }
            return word.unicodeScalars.allSatisfy(FEELCharacter.isNamePart)
        }
        return isPlain ? name : quoted(name)
    }

    private static func arguments(_ arguments: Expr.Arguments) -> String {
        switch arguments {
        case .positional(let values): joined(values)
        case .named(let values): values.map { $0.name.name + ": " + text(of: $0.value) }.joined(separator: ", ")
        }
    }

    private static func interval(_ range: Expr.Interval) -> String {
        switch (range.low, range.high) {
        case (nil, let high?): "(" + (range.highClosed ? "<= " : "< ") + operand(high, .additive) + ")"
        case (let low?, nil): "(" + (range.lowClosed ? ">= " : "> ") + operand(low, .additive) + ")"
        case (let low, let high):
            (range.lowClosed ? "[" : "(") + end(low) + ".." + end(high) + (range.highClosed ? "]" : ")")
        }
    }

    private static func end(_ expr: Expr?) -> String { expr.map { operand($0, .additive) } ?? "null" }

    // MARK: Tests

    private static func unaryTests(_ tests: [Expr.UnaryTest], negated: Bool) -> String {
        if tests.isEmpty { return "-" }
        if negated { return "not(" + tests.map(test).joined(separator: ", ") + ")" }
        if let only = tests.first, tests.count == 1 {
            switch only {
            // As a value (`(= 1)`) it needs its brackets, in a cell it may have them.
            case .compare(.equal, _), .compare(.notEqual, _): return "(" + test(only) + ")"
            // `not(x)` alone in a cell would be a negated test.
            case .expression(let expr): return precedence(of: expr) == .postfix ? "(" + text(of: expr) + ")" : text(of: expr)
            default: break
            }
        }
        return tests.map(test).joined(separator: ", ")
    }

    private static func test(_ test: Expr.UnaryTest) -> String {
        switch test {
        case .compare(let symbol, let expr): symbol.rawValue + " " + operand(expr, .additive)
        case .interval(let range, _): interval(range)
        case .expression(let expr): text(of: expr)
        }
    }

    // MARK: Constructs

    private static func construct(_ kind: Expr.Kind) -> String {
        switch kind {
        case .conditional(let condition, let then, let otherwise):
            "if " + operand(condition, .or) + " then " + operand(then, .or) + " else " + text(of: otherwise)
        case .loop(let iterators, let result): "for " + self.iterators(iterators) + " return " + text(of: result)
        case .quantified(.some, let iterators, let condition): "some " + self.iterators(iterators) + " satisfies " + text(of: condition)
        case .quantified(.every, let iterators, let condition): "every " + self.iterators(iterators) + " satisfies " + text(of: condition)
        case .function(let parameters, let body, let external):
            "function(" + parameters.map(parameter).joined(separator: ", ") + ")" + (external ? " external " : " ") + text(of: body)
        default: ""
        }
    }

    private static func iterators(_ iterators: [Expr.Iterator]) -> String {
        iterators.map { iterator in
            switch iterator.source {
            case .list(let list): iterator.variable.name + " in " + operand(list, .or)
            case .span(let from, let to): iterator.variable.name + " in " + end(from) + ".." + end(to)
            }
        }.joined(separator: ", ")
    }

    private static func parameter(_ parameter: Expr.Parameter) -> String {
        parameter.name.name + (parameter.type.map { ": " + text(of: $0) } ?? "")
    }

    // MARK: Types

    /// The text of a type.
    package static func text(of type: TypeExpr) -> String {
        switch type.kind {
        case .named(let name): name
        case .list(let element): "list<" + text(of: element) + ">"
        case .range(let element): "range<" + text(of: element) + ">"
        case .context(let entries): "context<" + entries.map { $0.name + ": " + text(of: $0.type) }.joined(separator: ", ") + ">"
        case .function(let parameters, let result):
            "function<" + parameters.map { text(of: $0) }.joined(separator: ", ") + "> -> " + text(of: result)
        }
    }
}
