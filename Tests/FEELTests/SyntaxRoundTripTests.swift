import Diagnostics
import Testing
import _TestSupport

@testable import FEEL

/// Printing a tree and reading the text again gives the same tree.
@Suite struct SyntaxRoundTripTests {
    @Test func canonicalText() {
        let texts = [
            ("( (1)+2 ) *  - 3", "(1 + 2) * -3"), ("1-(2-3)", "1 - (2 - 3)"), ("(1-2)-3", "1 - 2 - 3"), ("(x=1)=true", "(x = 1) = true"),
            ("x in [1..2[", "x in ([1..2))"), ("x in <5", "x in (< 5)"), ("{\"a\":1,\"b c\":2,\"d-e\":3}", "{a: 1, b c: 2, \"d-e\": 3}"),
            ("if(x)then(1)else(2)", "if x then 1 else 2"), ("(for i in xs return i)[1]", "(for i in xs return i)[1]"),
            ("-(x instance of number)", "-(x instance of number)"),
            ("\"\\u0007\\U01F40E\\\"\"", "\"\\u0007🐎\\\"\""), ("(>=5)", "(>= 5)"), ("function(a:list<number>)a", "function(a: list<number>) a"),
        ]
        for (text, canonical) in texts {
            let expr = SyntaxScope.parse(text).expr
            #expect(expr.map { Printer.text(of: $0) } == canonical)
            #expect(shape(SyntaxScope.parse(canonical).expr) == shape(expr))
            let isSame = SyntaxScope.parse(canonical).expr == expr
            #expect(isSame)
        }
    }

    /// How many random trees: `REDRESS_TRIALS`, else what a debug build does in a few seconds; `REDRESS_SEED` makes the same ones again.
    private static let trials = Int(RandomDraw.trials(otherwise: 4000))
    private static let seed = RandomDraw.seed

    @Test func randomTrees() {
        var trees = SyntaxTreeGenerator(seed: Self.seed)
        var kinds: Set<String> = []
        for round in 0..<Self.trials {
            let tree = trees.expression(depth: 4)
            kinds.insert(kind(tree))
            let text = Printer.text(of: tree)
            let result = SyntaxScope.parse(text)
            if result.expr == tree, result.diagnostics.isEmpty { continue }
            let finding = result.diagnostics.first?.message.en ?? ""
            Issue.record("REDRESS_SEED=\(Self.seed), round \(round): \(text)\n\(shape(tree))\n\(shape(result.expr)) \(finding)")
            return
        }
        #expect(kinds == SyntaxRoundTripTests.kinds, "seed \(Self.seed)")
    }

    @Test func randomTests() {
        var trees = SyntaxTreeGenerator(seed: Self.seed + 1)
        for round in 0..<max(1, Self.trials / 4) {
            let tree = trees.cell(depth: 3)
            let text = Printer.text(of: tree)
            let result = SyntaxScope.parseTests(text)
            if result.expr == tree { continue }
            Issue.record("REDRESS_SEED=\(Self.seed), round \(round): \(text)\n\(shape(tree))\n\(shape(result.expr))")
            return
        }
    }

    /// Every kind of node, as ``kind(_:)`` names them.
    private static let kinds = Set(
        BinaryOperator.allCases.map(\.rawValue) + [
            "null", "boolean", "number", "string", "temporal", "name", "path", "negate", "between", "within", "conditional", "loop", "quantified",
            "filter", "call", "named call", "list", "context", "range", "range without an end", "function", "external", "instance of", "tests",
        ])

    /// Has no default, so that a new kind of node must be named here, and generated.
    private func kind(_ expr: Expr) -> String {
        switch expr.kind {
        case .null: "null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .temporal: "temporal"
        case .name: "name"
        case .path: "path"
        case .negate: "negate"
        case .binary(let symbol, _, _): symbol.rawValue
        case .between: "between"
        case .within: "within"
        case .conditional: "conditional"
        case .loop: "loop"
        case .quantified: "quantified"
        case .filter: "filter"
        case .call(_, .positional): "call"
        case .call(_, .named): "named call"
        case .list: "list"
        case .context: "context"
        case .range(let range): range.low == nil || range.high == nil ? "range without an end" : "range"
        case .function(_, _, let external): external ? "external" : "function"
        case .instanceOf: "instance of"
        case .unaryTests: "tests"
        }
    }
}
