import Diagnostics

/// A duty of the pack that nobody answers for: neither it nor its clauses name a unit.
enum DutyWithoutOwner {
    static let code = "duty-without-owner"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let policy = typed.policy
        return policy.duties.filter { $0.layer == policy.lowest && $0.owner.isEmpty }.map { duty in
            .fault(
                code, .warning, at: duty.location, zh: "任务 `\(duty.name)` 没有牵头单位，所引条款也没有写责任单位",
                en: "the duty `\(duty.name)` has no owner, and its clauses name no responsible unit",
                mend: Phrase(zh: "补上 `牵头单位:`", en: "add `owner:`"))
        }
    }
}
