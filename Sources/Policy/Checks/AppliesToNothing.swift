import Diagnostics

/// A rule with an empty `applies to`.
enum AppliesToNothing {
    static let code = "applies-to-nothing"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        typed.policy.layers.flatMap(\.rules).filter { $0.appliesTo?.isEmpty == true }.map { rule in
            .fault(
                code, at: rule.location, zh: "规则 `\(rule.name)` 没有适用对象", en: "the rule `\(rule.name)` applies to nothing",
                mend: Phrase(zh: "写上对象；若适用于全部，删掉 `适用对象`", en: "name someone; delete `applies to` if it is meant for all"))
        }
    }
}
