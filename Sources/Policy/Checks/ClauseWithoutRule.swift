import Diagnostics

/// A clause of the pack that has no class, and that no rule, parameter, duty or assessment carries out.
enum ClauseWithoutRule {
    static let code = "clause-without-rule"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let policy = typed.policy
        guard let pack = policy.layers.last else { return [] }
        let cited = Set(
            policy.rules.flatMap(\.clauses) + policy.parameters.flatMap(\.clauses) + policy.duties.flatMap(\.clauses)
                + policy.definitions.flatMap(\.clauses) + policy.assessments.flatMap(\.allClauses))
        return pack.clauses.enumerated().compactMap { index, clause in
            guard clause.effect == nil, !cited.contains(ClauseReference(layer: policy.lowest, clause: index)) else { return nil }
            return .fault(
                code, .warning, at: clause.location, zh: "条款 `\(clause.id)` 没有规则，也没有写明性质",
                en: "the clause `\(clause.id)` has no rule and no class",
                mend: Phrase(
                    zh: "写一条引用它的规则，或写 `性质:`（\(Clause.Effect.allCases.map(\.chinese).joined(separator: "、"))）",
                    en: "write a rule that cites it, or add `class:` (\(Clause.Effect.allCases.map(\.rawValue).joined(separator: ", ")))"))
        }
    }
}
