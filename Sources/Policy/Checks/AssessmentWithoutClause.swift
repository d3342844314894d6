import Diagnostics

/// An assessment of the pack that rests on no clause.
enum AssessmentWithoutClause {
    static let code = "assessment-without-clause"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        guard let pack = typed.policy.layers.last else { return [] }
        // As written: clauses that aren't known have been reported.
        return pack.assessments.filter { $0.role != .refinement && $0.clauses.isEmpty }.map { assessment in
            .fault(
                code, .warning, at: assessment.location, zh: "考核 `\(assessment.name)` 没有写明条款",
                en: "the assessment `\(assessment.name)` names no clause", mend: Phrase(zh: "补上 `条款:`", en: "add `clause:`"))
        }
    }
}
