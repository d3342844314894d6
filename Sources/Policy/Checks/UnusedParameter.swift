import Diagnostics

/// A parameter that the pack declares, or sets, and nothing reads.
enum UnusedParameter {
    static let code = "unused-parameter"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let policy = typed.policy
        let expressions = PolicyExpressions(typed)
        guard expressions.areWhole else { return [] }
        let read = expressions.slotsRead
        return policy.parameters.filter { !read.contains($0.slot) }.compactMap { parameter in
            if parameter.declaredBy == policy.lowest { return declared(parameter) }
            if parameter.setBy == policy.lowest { return set(parameter) }
            return nil
        }
    }

    private static func declared(_ parameter: ResolvedParameter) -> Diagnostic {
        .fault(
            code, .warning, at: parameter.location, zh: "没有规则用到参数 `\(parameter.name)`", en: "no rule uses the parameter `\(parameter.name)`",
            mend: Phrase(zh: "在规则里用它，或删掉它", en: "use it in a rule, or delete it"))
    }

    private static func set(_ parameter: ResolvedParameter) -> Diagnostic {
        .fault(
            code, .warning, at: parameter.value.location, zh: "这里设定参数 `\(parameter.name)`，而没有规则用到它",
            en: "this sets the parameter `\(parameter.name)`, which no rule uses", mend: Phrase(zh: "删掉它", en: "delete it"),
            notes: [Diagnostic.Note(message: Phrase(zh: "参数声明在这里", en: "the parameter is declared here"), location: parameter.location)])
    }
}
