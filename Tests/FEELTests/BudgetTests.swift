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
        "count(reverse(l)) + count(reverse(l)) + count(reverse(l))", "duplicate values(l)", "partition(l, 1)", "sort(l, function(a, b) a < b)",
        "median(l)", "mode(l)", "stddev(l)", "product(for i in l return 1)", "list replace(l, function(a, b) a = b, 0)", "is(l, l)",
        "count(insert before(l, 1, 0)) + count(remove(l, 1))", "string(l)", "count(append(l, 1)) + count(sublist(l, 1))",
        "context(for i in l return {key: string(i), value: i})", "context merge(for i in l return {a: i})", "min(l) + max(l)",
    ])
    func whatLooksAtEveryItemTakesSteps(text: String) {
        let plain = evaluate("for l in [for i in 1..1000 return i] return 1")
        let outcome = evaluate("for l in [for i in 1..1000 return i] return \(text)")
        #expect(plain.left - outcome.left >= 60)
        // And stops when there are none left.
        let spent = Machine.Limit.steps - plain.left
        #expect(evaluate("for l in [for i in 1..1000 return i] return \(text)", steps: spent + 30).reasons.contains(.budget))
    }

    /// Each goes through a text of sixty thousand characters a thousand times.
    @Test(arguments: [
        "s = t", "s < t", "s in (t, t)", "[s] = [t]", "contains(s, \"b\")", "ends with(s, t)", "substring(s, -1)", "upper case(s)", "lower case(u)",
        "string length(s)", "matches(s, \"b$\")", "replace(s, \"c+\", \"d\")", "split(s, \"c\")", "string join([s, t])", "number(s)", "duration(s)",
        "date and time(s)", "range(s)", "count(distinct values([s, t]))", "{\"a\": s} = {\"a\": t}", "context([{key: s, value: 1}])",
        "substring before(s, t)",
        "min(s, t)", "string([s])", "get value({a: 1}, s)", "sort([s, t], function(a, b) a < b)",
    ])
    func longTextsCostSteps(text: String) {
        let made = "string join(for i in 1..30000 return \"aa\") + "
        let outcome = evaluate("{s: \(made)\"b\", t: \(made)\"c\", u: \(made)\"é\", r: for i in 1..1000 return \(text)}", steps: 190_000)
        #expect(outcome.reasons.contains(.budget))
        #expect(!evaluate("{s: \"ab\", t: \"ac\", u: \"é\", r: for i in 1..1000 return \(text)}", steps: 190_000).reasons.contains(.budget))
    }

    @Test(arguments: ["exp(i)", "log(i)", "2 ** (i / 7)", "i ** 0.5", "1.000001 ** (i + 5000)"]) func transcendentalsCostWhatTheyTake(text: String) {
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

    /// Each level of a context that is changed inside is copied.
    @Test func whatIsPutDeepInCostsEveryLevel() {
        let wide = "context(for i in 1..3000 return {key: string(i), value: 1})"
        let deep =
            "{w: \(wide), c: {a: context put(w, \"a\", context put(w, \"a\", w))}, r: for i in 1..1000 return context put(c, [\"a\", \"a\", \"a\"], i)}"
        #expect(evaluate(deep, steps: 600_000).reasons.contains(.budget))
        // Steps or memory, whichever is used up first.
        let entries = evaluate("{w: \(wide), r: for i in 1..1000 return get entries(w)}", steps: 600_000).reasons
        #expect(entries.contains(.budget) || entries.contains(.memory))
    }

    @Test func thousandsOfIteratorsAreRefused() {
        let iterators = (1...5000).map { "i\($0) in [1]" }.joined(separator: ", ")
        let checked = CheckedExpression(SourceText(name: "t", text: "for \(iterators) return 1"), environment: Environment())
        #expect(checked.diagnostics.map(\.code).contains("too-deep"))
    }
}
