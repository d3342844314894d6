import Diagnostics
import FEEL
import Foundation
import Testing
import _TestSupport

/// Compiled programs against the reference evaluator, on random expressions and frames.
///
/// `REDRESS_TRIALS` and `REDRESS_SEED` choose how many and which.
@Suite struct DifferentialTests {
    private static let trials = Int(RandomDraw.trials(otherwise: 20_000))
    private static let seed = RandomDraw.seed
    private static let perWorld = 200

    /// What is wrong with what one expression comes to; nil when nothing is.
    private func fault(_ expr: Expr, _ world: World) -> String? {
        let text = ExpressionPrinter.text(expr)
        guard let reference = try? world.reference.evaluate(expr) else { return nil }
        var isTests = false
        if case .unaryTests = expr.kind { isTests = true }
        let outcome = world.run(text, unaryTests: isTests)
        guard let written = outcome.checked.written else { return "isn't read: \(outcome.checked.diagnostics.map(\.message.en))" }
        if written != expr { return "is read as \(ExpressionPrinter.text(written))" }
        let expected = reference.datum.sorted
        let found = outcome.value.sorted
        if found != expected { return "is \(explain(found)), the reference says \(explain(expected))" }
        if found.hasNull, !world.hasNull, outcome.reasons.isEmpty { return "is \(found) without a reason" }
        if !outcome.checked.hasErrors, !outcome.keepsType { return "is \(found), promised as \(outcome.checked.type.name)" }
        return nil
    }

    private func explain(_ datum: Datum) -> String {
        if case .unknown(let facts) = datum { return "unknown(\(facts.joined(separator: ", ")))" }
        return datum.description
    }

    /// The smallest expression that can be reached by cutting, and what is wrong with it.
    private func shrunk(_ expr: Expr, _ fault: String, _ world: World) -> (Expr, String) {
        var best = expr
        var reason = fault
        var budget = 3000
        var goesOn = true
        while goesOn, budget > 0 {
            goesOn = false
            for candidate in best.smaller where candidate.size < best.size {
                budget -= 1
                if budget <= 0 { break }
                // Cutting may make trees that no text is read as; that is no fault unless it was the fault.
                if let other = self.fault(candidate, world), other.hasPrefix("is read as") == reason.hasPrefix("is read as") {
                    best = candidate
                    reason = other
                    goesOn = true
                    break
                }
            }
        }
        return (best, reason)
    }

    @Test func compiledProgramsAgreeWithTheReference() {
        print("differential test: \(Self.trials) trials, REDRESS_SEED=\(Self.seed)")
        var faults = 0
        var unknowns = 0
        var nulls = 0
        var undecided = 0
        var answered: Set<String> = []
        for trial in 0..<(Self.trials / Self.perWorld) {
            let world = World(seed: Self.seed &+ UInt64(trial), hasNull: trial % 4 == 0, isTyped: trial % 3 != 1)
            for _ in 0..<Self.perWorld {
                let expr = trial % 10 == 9 ? world.generator.unaryTests() : world.generator.expression(depth: 4)
                if let fault = fault(expr, world) {
                    let (small, reason) = shrunk(expr, fault, world)
                    Issue.record("\(ExpressionPrinter.text(small)) ⟹ \(reason)\nworld \(Self.seed &+ UInt64(trial))\n\(world.description)")
                    faults += 1
                    if faults >= 8 { return }
                }
                switch try? world.reference.evaluate(expr) {
                case .unknown: unknowns += 1
                case .null: nulls += 1
                case nil: undecided += 1
                default: break
                }
            }
            answered.formUnion(world.reference.answered)
        }
        print("of them unknown: \(unknowns), null: \(nulls), not decided: \(undecided)")
        // A test of nulls alone would show nothing.
        #expect(nulls + unknowns < Self.trials * 3 / 4)
        #expect(undecided < Self.trials / 10)
        if Self.trials >= 20_000 { #expect(Set(Builtins.table.keys).subtracting(answered) == []) }
    }

    /// The reference has every function of the table, with the same parameters.
    @Test func theReferenceHasEveryBuiltin() {
        #expect(Set(Builtins.table.keys).symmetricDifference(ReferenceBuiltins.signatures.keys) == [])
        for builtin in Builtins.all {
            let own = builtin.signatures.map { "\($0.parameters.map(\.name)) \($0.required) \($0.isVariadic)" }
            let other = (ReferenceBuiltins.signatures[builtin.name] ?? []).map { "\($0.parameters.map(\.name)) \($0.required) \($0.isVariadic)" }
            #expect(own == other, "\(builtin.name)")
        }
    }
}

extension Expr {
    /// What can be cut out of it: any part on its own, and the whole with one part replaced by a part of that.
    fileprivate var smaller: [Expr] {
        var found = children
        for (place, child) in children.enumerated() {
            for other in child.smaller {
                var index = -1
                found.append(
                    mapped { old in
                        index += 1
                        return index == place ? other : old
                    })
            }
        }
        for literal in [Expr.Kind.number("1"), .boolean(true), .list([])] where size > 1 { found.append(Expr(literal, span)) }
        return found
    }
}
