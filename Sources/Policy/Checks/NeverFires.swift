import Diagnostics
import FEEL

/// A rule whose condition can't be true of any record.
enum NeverFires {
    static let code = "never-fires"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let analysis = ConditionAnalysis(typed)
        return zip(typed.policy.rules, typed.rules).compactMap { rule, checked in
            check(rule, checked.conditions, scope(rule, typed.policy, analysis), analysis)
        }
    }

    /// What `applies to` says of a record.
    private static func scope(_ rule: ResolvedRule, _ policy: ResolvedPolicy, _ analysis: ConditionAnalysis) -> Cases {
        let kind = policy.vocabulary.records[rule.kind]
        // A rule that applies to nothing has a finding of its own.
        guard let values = rule.appliesTo, !values.isEmpty, let slot = kind.appliesTo, case .enumeration(let index)? = kind.fact(inSlot: slot)?.type
        else { return .always }
        let names = policy.vocabulary.enumerations[index].values
        return analysis.cases(slot, among: values.map { names[$0].name })
    }

    /// A piece of a condition: what has to be true beside the others.
    private struct Part {
        var cases: Cases?
        var location: Location
        var text: String
    }

    private static func check(_ rule: ResolvedRule, _ conditions: [CheckedExpression], _ scope: Cases, _ analysis: ConditionAnalysis) -> Diagnostic? {
        var parts: [Part] = []
        for (written, condition) in zip(rule.conditions, conditions) {
            for conjunct in condition.root.conjuncts {
                parts.append(
                    Part(
                        cases: analysis.cases(conjunct, of: condition, true), location: written.expression.location(of: conjunct.span),
                        text: condition.source.text(of: conjunct.span)))
            }
        }
        var together: Cases? = .always
        for (index, part) in parts.enumerated() {
            if part.cases?.isEmpty == true { return finding(part, nil) }
            if let cases = analysis.both(scope, part.cases), cases.isEmpty { return outside(part, rule) }
            let before = together
            together = analysis.both(before, part.cases)
            if together?.isEmpty == true {
                let other = parts[..<index].first { analysis.both($0.cases, part.cases)?.isEmpty == true }
                return finding(part, other ?? parts[index - 1])
            }
        }
        guard analysis.both(scope, together)?.isEmpty == true, let last = parts.last else { return nil }
        return outside(last, rule)
    }

    // MARK: Words

    private static func finding(_ part: Part, _ other: Part?) -> Diagnostic {
        guard let other else {
            return .fault(
                code, .warning, at: part.location, zh: "`\(part.text)` 不可能为真，规则永不触发", en: "`\(part.text)` is never true, so the rule never fires",
                mend: Phrase(zh: "改正条件，或删掉规则", en: "correct the condition, or delete the rule"))
        }
        return .fault(
            code, .warning, at: part.location, zh: "`\(part.text)` 与 `\(other.text)` 不可能同时为真，规则永不触发",
            en: "`\(part.text)` and `\(other.text)` are never true together, so the rule never fires",
            mend: Phrase(zh: "改正其中一个；若是二者取一，写 `or`", en: "correct one of them; write `or` if either will do"),
            notes: [Diagnostic.Note(message: Phrase(zh: "另一个条件在这里", en: "the other condition is here"), location: other.location)])
    }

    private static func outside(_ part: Part, _ rule: ResolvedRule) -> Diagnostic {
        .fault(
            code, .warning, at: part.location, zh: "`\(part.text)` 对规则的适用对象不可能为真，规则永不触发",
            en: "`\(part.text)` is never true of those the rule applies to, so it never fires",
            mend: Phrase(zh: "改正条件或 `适用对象`", en: "correct the condition or `applies to`"),
            notes: [Diagnostic.Note(message: Phrase(zh: "规则 `\(rule.name)` 在这里", en: "the rule `\(rule.name)` is here"), location: rule.location)])
    }
}

extension TypedExpr {
    /// What `and` joins, left to right; the expression itself where there is none.
    fileprivate var conjuncts: [TypedExpr] {
        var found: [TypedExpr] = []
        // The next one last, as a long chain may not be walked by recursion.
        var rest = [self]
        while let next = rest.popLast() {
            if case .and(let a, let b) = next.kind { rest += [b, a] } else { found.append(next) }
        }
        return found
    }
}
