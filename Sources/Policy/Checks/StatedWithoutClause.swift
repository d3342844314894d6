import Diagnostics

/// A value of the pack that the text is said to state, without where.
enum StatedWithoutClause {
    static let code = "stated-without-clause"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let pack = typed.policy.layers.last
        return ((pack?.parameters ?? []) + (pack?.set ?? [])).filter { $0.stated && $0.clauses.isEmpty }.map { parameter in
            .fault(
                code, .warning, at: parameter.location, zh: "没有说明 `\(parameter.name)` 的值出自哪一条",
                en: "nothing says where the text states `\(parameter.name)`",
                mend: Phrase(zh: "补上 `条款:`；原文没有规定的，写 `文中载明: 否`", en: "add `clause:`, or `stated: false` if the text leaves it open"))
        }
    }
}
