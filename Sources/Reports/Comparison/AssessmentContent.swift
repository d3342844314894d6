import Diagnostics
import Policy

/// What an assessment says, part by part, in texts that two packs' can be compared by.
struct AssessmentContent {
    /// Clauses as decisions cite them.
    let clauses: [String]
    let parts: [(name: Phrase, text: String)]

    init(_ number: Int, of typed: TypedPolicy) {
        let policy = typed.policy
        let assessment = policy.assessments[number]
        clauses = assessment.allClauses.map(policy.cite).withoutRepeats()
        var parts: [(name: Phrase, text: String)] = []
        func add(_ zh: String, _ en: String, _ text: String?) { if let text { parts.append((Phrase(zh: zh, en: en), text)) } }
        func add(_ key: PolicyKey, _ text: String?) { add(key.chinese, key.english, text) }
        add(
            .appliesTo,
            assessment.appliesTo.map {
                $0.map { policy.vocabulary.enumerations[$0.enumeration].values[$0.value].name }.sorted().joined(separator: ", ")
            })
        add(.every, assessment.every.rawValue)
        for (key, expression) in [
            (PolicyKey.base, assessment.base), (.floor, assessment.floor), (.cap, assessment.cap), (.except, assessment.except),
            (.shownAs, assessment.shownAs),
        ] { add(key, expression?.text) }
        for indicator in assessment.indicators {
            let written = indicator.written
            let texts = [
                (PolicyKey.where, written.condition), (.day, written.day), (.points, written.points), (.inAll, written.inAll),
                (.weight, written.weight),
                (.floor, written.floor), (.cap, written.cap),
            ].compactMap { key, expression in expression.map { "\(key.english): \($0.text)" } }
            add(
                "指标 \(indicator.label.zh)", "indicator \(indicator.label.en)",
                (["kind: \(policy.vocabulary.records[indicator.kind].name)"] + texts).joined(separator: ", "))
        }
        for band in assessment.bands { add("等次 \(band.label.zh)", "band \(band.label.en)", "from: \(band.written.from?.text ?? "–")") }
        for (index, line) in (assessment.bandTable?.table.lines ?? []).enumerated() {
            add("等次表第 \(index + 1) 行", "line \(index + 1) of the table of bands", line)
        }
        let ranking = assessment.ranking
        let ties = ([ranking.order.rawValue, ranking.ties.rawValue] + ranking.thenBy.map { assessment.indicators[$0].name }).joined(separator: ", ")
        add(.ranking, ties)
        for warning in assessment.warnings {
            let texts = [(PolicyKey.when, warning.written.condition), (.addressee, warning.written.addressee)].compactMap { key, expression in
                expression.map { "\(key.english): \($0.text)" }
            }
            add("预警 \(warning.label.zh)", "warning \(warning.label.en)", texts.joined(separator: ", "))
        }
        let slots = Set(typed.assessments[number].slots)
        for parameter in policy.parameters where slots.contains(parameter.slot) {
            add("参数 \(parameter.label.zh)", "parameter \(parameter.label.en)", parameter.value.text)
        }
        self.parts = parts
    }

    /// The parts that say something else in another, or that only one of them has.
    func differences(from other: AssessmentContent) -> [PackDifference.Aspect] {
        func text(_ name: Phrase, _ content: AssessmentContent) -> String { content.parts.first { $0.name == name }?.text ?? "" }
        let names = parts.map(\.name) + other.parts.map(\.name).filter { name in !parts.contains { $0.name == name } }
        return names.compactMap { name in
            let (mine, theirs) = (text(name, self), text(name, other))
            return mine == theirs ? nil : PackDifference.Aspect(name: name, first: mine, second: theirs)
        }
    }
}
