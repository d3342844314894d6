import Diagnostics
import _TestSupport

@testable import FEEL

/// Random trees of every kind that can be written.
struct SyntaxTreeGenerator {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    private mutating func flip() -> Bool { Bool.random(using: &generator) }
    private mutating func pick<Element>(_ choices: [Element], or other: Element) -> Element { choices.randomElement(using: &generator) ?? other }
    private func expr(_ kind: Expr.Kind) -> Expr { Expr(kind, .at(0)) }
    private func member(_ name: String) -> Expr.Member { Expr.Member(name: name, span: .at(0)) }

    mutating func expression(depth: Int) -> Expr {
        guard depth > 0, number(0...9) > 0 else { return leaf() }
        let next = depth - 1
        switch number(0...16) {
        case 0, 1, 2: return expr(.binary(pick(BinaryOperator.allCases, or: .add), expression(depth: next), expression(depth: next)))
        case 3: return expr(.negate(expression(depth: next)))
        case 4:
            return expr(
                .path(expression(depth: next), member(pick(["b", "first name", "unit price", "c/o", "start included", "other", "in"], or: "b"))))
        case 5: return expr(.filter(expression(depth: next), expression(depth: next)))
        case 6: return call(next)
        case 7: return expr(.between(expression(depth: next), low: expression(depth: next), high: expression(depth: next)))
        case 8: return expr(.within(expression(depth: next), tests(depth: next)))
        case 9: return expr(.conditional(expression(depth: next), then: expression(depth: next), otherwise: expression(depth: next)))
        case 10: return expr(.loop(iterators(next), result: expression(depth: next)))
        case 11: return expr(.quantified(flip() ? .some : .every, iterators(next), satisfies: expression(depth: next)))
        case 12: return expr(.list((0..<number(0...3)).map { _ in expression(depth: next) }))
        case 13: return context(next)
        case 14: return expr(.range(interval(next)))
        case 15: return function(next)
        default: return flip() ? expr(.instanceOf(expression(depth: next), type(2))) : expr(.unaryTests([equality(next)], negated: false))
        }
    }

    private mutating func leaf() -> Expr {
        switch number(0...6) {
        case 0: expr(.null)
        case 1: expr(.boolean(flip()))
        case 2: expr(.number(pick(["0", "12", ".5", "3.25", "1e9", "2.5E-3"], or: "1")))
        case 3: expr(.string(pick(["", "a b", "\"", "\\", "\n\t\r", "\u{1}", "失信", "🐎", "\\u0041", "'"], or: "")))
        case 4: expr(.temporal(pick(["2024-01-01", "P1D"], or: "P1D")))
        default:
            expr(
                .name(
                    pick(["x", "y", "xs", "profit and loss", "net-worth", "失信.损失", "unheard of", "applicant's age", "?", "string length"], or: "x")))
        }
    }

    private mutating func call(_ depth: Int) -> Expr {
        let callee = flip() ? expr(.name("f")) : expression(depth: depth)
        let count = number(0...3)
        if count > 0, flip() {
            let names = ["from", "grouping separator", "new item"]
            return expr(.call(callee, .named((0..<count).map { Expr.NamedArgument(name: member(names[$0]), value: expression(depth: depth)) })))
        }
        return expr(.call(callee, .positional((0..<count).map { _ in expression(depth: depth) })))
    }

    private mutating func context(_ depth: Int) -> Expr {
        let keys = ["k", "two words", "p+q", "", "{!", "if"]
        return expr(.context((0..<number(0...3)).map { _ in Expr.Entry(key: member(pick(keys, or: "k")), value: expression(depth: depth)) }))
    }

    private mutating func iterators(_ depth: Int) -> [Expr.Iterator] {
        let names = ["i", "each one"]
        return (0..<number(1...2)).map { index in
            let source: Expr.Iterator.Source =
                flip() ? .list(expression(depth: depth)) : .span(from: expression(depth: depth), to: expression(depth: depth))
            return Expr.Iterator(variable: member(names[index]), source: source)
        }
    }

    private mutating func function(_ depth: Int) -> Expr {
        let parameters = (0..<number(0...2)).map { index in
            Expr.Parameter(name: member(["p", "second one"][index]), type: flip() ? type(2) : nil)
        }
        if number(0...4) == 0 { return expr(.function(parameters, body: context(depth), external: true)) }
        return expr(.function(parameters, body: expression(depth: depth), external: false))
    }

    private mutating func interval(_ depth: Int) -> Expr.Interval {
        switch number(0...3) {
        case 0: Expr.Interval(low: expression(depth: depth), lowClosed: flip(), high: nil, highClosed: false)
        case 1: Expr.Interval(low: nil, lowClosed: false, high: expression(depth: depth), highClosed: flip())
        default: Expr.Interval(low: expression(depth: depth), lowClosed: flip(), high: expression(depth: depth), highClosed: flip())
        }
    }

    private mutating func type(_ depth: Int) -> TypeExpr {
        let kind: TypeExpr.Kind =
            switch depth > 0 ? number(0...6) : 0 {
            case 1: .list(type(depth - 1))
            case 2: .range(type(depth - 1))
            case 3: .context((0..<number(0...2)).map { (["a", "b c"][$0], type(depth - 1)) })
            case 4: .function((0..<number(0...2)).map { _ in type(depth - 1) }, result: type(depth - 1))
            default: .named(pick(["number", "Any", "date and time", "days and time duration", "own type", "ns.t"], or: "Any"))
            }
        return TypeExpr(kind, .at(0))
    }

    // MARK: Tests

    private mutating func equality(_ depth: Int) -> Expr.UnaryTest { .compare(flip() ? .equal : .notEqual, expression(depth: depth)) }

    private mutating func tests(depth: Int) -> [Expr.UnaryTest] { (0..<number(1...3)).map { _ in test(depth: depth) } }

    private mutating func test(depth: Int) -> Expr.UnaryTest {
        switch number(0...3) {
        case 0: return .compare(pick([.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual], or: .less), expression(depth: depth))
        case 1: return .interval(interval(depth), .at(0))
        default:
            let value = expression(depth: depth)
            // These are tests of the other two kinds.
            switch value.kind {
            case .range(let range): return .interval(range, .at(0))
            case .unaryTests(let tests, negated: false) where tests.count == 1: return tests[0]
            default: return .expression(value)
            }
        }
    }

    /// A cell of a decision table.
    mutating func cell(depth: Int) -> Expr {
        if number(0...9) == 0 { return expr(.unaryTests([], negated: true)) }
        return expr(.unaryTests(tests(depth: depth), negated: number(0...3) == 0))
    }
}
