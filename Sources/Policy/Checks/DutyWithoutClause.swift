import Diagnostics

/// A duty of the pack that rests on no clause.
enum DutyWithoutClause {
    static let code = "duty-without-clause"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        guard let pack = typed.policy.layers.last else { return [] }
        // As written: clauses that aren't known have been reported.
        return pack.duties.filter { $0.role != .refinement && $0.clauses.isEmpty }.map { duty in
            .fault(
                code, .warning, at: duty.location, zh: "任务 `\(duty.name)` 没有写明条款", en: "the duty `\(duty.name)` names no clause",
                mend: Phrase(zh: "补上 `条款:`", en: "add `clause:`"))
        }
    }
}
