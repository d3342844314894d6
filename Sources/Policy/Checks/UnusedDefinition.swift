import Diagnostics

/// A definition of the pack that nothing reads.
enum UnusedDefinition {
    static let code = "unused-definition"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let policy = typed.policy
        let expressions = PolicyExpressions(typed)
        guard expressions.areWhole else { return [] }
        let read = expressions.slotsRead
        return policy.definitions.filter { $0.layer == policy.lowest && !read.contains($0.slot) }.map { definition in
            .fault(
                code, .warning, at: definition.location, zh: "没有规则用到定义 `\(definition.name)`", en: "no rule uses the definition `\(definition.name)`",
                mend: Phrase(zh: "在规则里用它，或删掉它", en: "use it in a rule, or delete it"))
        }
    }
}
