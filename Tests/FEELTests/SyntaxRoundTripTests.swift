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

    @Test func randomTrees() {
        let seed: UInt64 = 77
        var trees = SyntaxTreeGenerator(seed: seed)
        for round in 0..<4000 {
            let tree = trees.expression(depth: 4)
            let text = Printer.text(of: tree)
            let result = SyntaxScope.parse(text)
            let isSame = result.expr == tree
            let finding = result.diagnostics.first?.message.en ?? ""
            #expect(isSame, "seed \(seed), round \(round): \(text)\n\(shape(tree))\n\(shape(result.expr)) \(finding)")
            #expect(result.diagnostics.isEmpty)
        }
    }

    @Test func randomTests() {
        let seed: UInt64 = 78
        var trees = SyntaxTreeGenerator(seed: seed)
        for round in 0..<1000 {
            let tree = trees.cell(depth: 3)
            let text = Printer.text(of: tree)
            let result = SyntaxScope.parseTests(text)
            let isSame = result.expr == tree
            #expect(isSame, "seed \(seed), round \(round): \(text)\n\(shape(tree))\n\(shape(result.expr))")
        }
    }
}
