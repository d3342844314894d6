import Diagnostics

/// An indicator of the pack that rests on no clause: whoever loses points by it must be able to ask where it says so.
enum IndicatorWithoutClause {
    static let code = "indicator-without-clause"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        guard let pack = typed.policy.layers.last else { return [] }
        return pack.assessments.flatMap(\.indicators).filter(\.clauses.isEmpty).map { indicator in
            .fault(
                code, .warning, at: indicator.location, zh: "指标 `\(indicator.name)` 没有写明条款",
                en: "the indicator `\(indicator.name)` names no clause", mend: Phrase(zh: "补上 `条款:`", en: "add `clause:`"))
        }
    }
}
