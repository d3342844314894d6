import Diagnostics

/// A rule of the pack that rests on no clause.
enum RuleWithoutClause {
    static let code = "rule-without-clause"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let policy = typed.policy
        guard let pack = policy.layers.last else { return [] }
        // As written: clauses that aren't known have been reported.
        return pack.rules.filter { $0.role != .refinement && $0.clauses.isEmpty }.map { rule in
            .fault(
                code, .warning, at: rule.location, zh: "规则 `\(rule.name)` 没有写明条款", en: "the rule `\(rule.name)` names no clause",
                mend: Phrase(zh: "补上 `条款:`", en: "add `clause:`"))
        }
    }
}
