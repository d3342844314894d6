import Diagnostics

/// Two suspensions of one measure under one condition, of which one lets its clock run and the other stops it.
enum ConflictingClocks {
    static let code = "conflicting-clocks"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let policy = typed.policy
        var found: [Diagnostic] = []
        var seen: Set<Location> = []
        let steps = ConditionalActions(typed) { $0.verb == .suspend && $0.clock != nil && $0.reachesAllAtOnce }
        for (key, suspending) in steps.byMeasure({ _ in true }).sorted(by: { $0.key.measure < $1.key.measure }) {
            for (index, step) in suspending.enumerated() {
                let earlier = suspending[..<index].first { $0.action.clock != step.action.clock && policy.overlap($0.rule, step.rule) }
                guard let earlier, seen.insert(step.action.location).inserted else { continue }
                found.append(finding(step, earlier, policy.vocabulary.measures[key.measure]))
            }
        }
        return found
    }

    private static func finding(_ step: ConditionalActions.Step, _ other: ConditionalActions.Step, _ measure: MeasureType) -> Diagnostic {
        .fault(
            code, at: step.action.location, zh: "规则 `\(step.rule.name)` 与 `\(other.rule.name)` 在同一条件下暂停 `\(measure.name)`，计时方式不同",
            en: "the rules `\(step.rule.name)` and `\(other.rule.name)` suspend `\(measure.name)` under the same condition with different clocks",
            mend: Phrase(zh: "写成同一种计时", en: "give both the same clock"),
            notes: [Diagnostic.Note(message: Phrase(zh: "另一处在这里", en: "the other is here"), location: other.action.location)])
    }
}
