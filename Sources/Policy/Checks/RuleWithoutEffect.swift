import Diagnostics

/// A rule that does nothing, or a refinement that adds nothing.
enum RuleWithoutEffect {
    static let code = "rule-without-effect"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        // As written: an action without a verb has been reported, and leaves a list that was there.
        (typed.policy.layers.last?.rules ?? []).compactMap { rule in
            guard rule.actions.isEmpty else { return nil }
            if rule.role != .refinement {
                return .fault(
                    code, .warning, at: rule.location, zh: "规则 `\(rule.name)` 没有动作", en: "the rule `\(rule.name)` does nothing",
                    mend: Phrase(zh: "在 `则` 下写动作", en: "write an action under `then`"))
            }
            guard rule.clauses.isEmpty, rule.condition == .always else { return nil }
            return .fault(
                code, .warning, at: rule.location, zh: "对规则 `\(rule.name)` 的细化没有内容", en: "this adds nothing to the rule `\(rule.name)`",
                mend: Phrase(zh: "写上条款、条件或动作，或删掉它", en: "add a clause, a condition or an action, or delete it"))
        }
    }
}
