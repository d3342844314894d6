import Diagnostics
import FEEL
import Testing

/// Hostile expressions end within their budget: whatever costs time takes steps, whatever costs memory has a limit.
@Suite struct BudgetTests {
    private func evaluate(_ text: String, steps: Int = Machine.Limit.steps) -> (value: Datum, reasons: [Reason.Kind], left: Int) {
        let checked = CheckedExpression(SourceText(name: "t", text: text), environment: Environment())
        let owner = MachineOwner(slots: 0)
        owner.ref.pointee.steps = steps
        let program = Compiler(unit: CompilationUnit()).program(checked)
        let (value, reasons) = owner.collectingReasons { program.evaluate($0) }
        return (owner.ref.datum(of: value), reasons.map(\.kind), owner.ref.pointee.steps)
    }

    /// Each goes through a thousand items with a function or operator that looks at all of them for each.
    @Test(arguments: [
        "distinct values(l)", "union(l, l)", "l = l and l = l and l = l", "list contains(l, 0)", "index of(l, 0)", "count(flatten([l, l, l]))",
        "string join(for i in l return \"a\", \",\")", "2000 in (l)", "count(concatenate(l, l, l))", "sum(l) + sum(l) + sum(l)",
        "l instance of list<number>",
        "count(reverse(l)) + count(reverse(l)) + count(reverse(l))",
    ])
    func whatLooksAtEveryItemTakesSteps(text: String) {
        let plain = evaluate("for l in [for i in 1..1000 return i] return 1")
        let outcome = evaluate("for l in [for i in 1..1000 return i] return \(text)")
        #expect(plain.left - outcome.left >= 60)
        // And stops when there are none left.
        let spent = Machine.Limit.steps - plain.left
        #expect(evaluate("for l in [for i in 1..1000 return i] return \(text)", steps: spent + 30).reasons.contains(.budget))
    }

    @Test(arguments: ["exp(i)", "log(i)", "2 ** (i / 7)", "i ** 0.5"]) func transcendentalsCostWhatTheyTake(text: String) {
        #expect(evaluate("for i in 1..100 return \(text)", steps: 5000).reasons.contains(.budget))
        #expect(!evaluate("for i in 1..100 return i * 2", steps: 5000).reasons.contains(.budget))
    }

    /// The results so far are looked at, not copied, at each turn: twenty thousand copies would not fit in the arena.
    @Test func whatAloopHasSoFarIsNotCopied() {
        #expect(evaluate("(for i in 1..20000 return if i = 1 then 1 else partial[-1] + 1)[-1]").value == .number(20_000))
    }

    /// Each turn holds all results before it: a tree of 2^60 leaves in sixty small lists.
    @Test(arguments: [
        "for i in 1..60 return partial", "(for i in 1..60 return partial) instance of list<list<list<list<number>>>>",
        "(for i in 1..60 return partial) = (for i in 1..60 return partial)", "string(for i in 1..60 return partial)",
        "count(flatten(for i in 1..60 return partial))", "distinct values(for i in 1..60 return partial)",
    ])
    func whatIsSharedIsNotUnfoldedWithoutLimit(text: String) {
        let outcome = evaluate(text, steps: 200_000)
        // It is over, with or without an answer; an answer is no larger than a host can hold.
        #expect(outcome.value == .null || outcome.reasons.isEmpty)
    }

    @Test func valuesAreOfBoundedDepth() {
        #expect(evaluate("for i in 1..1000 return [partial]").reasons.contains(.tooDeep))
    }

    @Test func thousandsOfIteratorsAreRefused() {
        let iterators = (1...5000).map { "i\($0) in [1]" }.joined(separator: ", ")
        let checked = CheckedExpression(SourceText(name: "t", text: "for \(iterators) return 1"), environment: Environment())
        #expect(checked.diagnostics.map(\.code).contains("too-deep"))
    }
}
