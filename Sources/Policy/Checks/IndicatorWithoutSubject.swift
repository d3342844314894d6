import Diagnostics

/// An indicator over a kind of record that names no subject, or whose day isn't given: nothing could be scored by it.
enum IndicatorWithoutSubject {
    static let code = "indicator-without-subject"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let vocabulary = typed.policy.vocabulary
        return typed.policy.assessments.flatMap { assessment in
            assessment.indicators.compactMap { indicator -> Diagnostic? in
                let kind = vocabulary.records[indicator.kind]
                let missing: PolicyKey
                if kind.subject == nil {
                    missing = .subject
                } else if kind.day == nil, indicator.written.day == nil {
                    missing = .day
                } else if assessment.appliesTo != nil, kind.appliesTo == nil {
                    missing = .appliesTo
                } else {
                    return nil
                }
                return .fault(
                    code, at: indicator.written.location, zh: "指标 `\(indicator.name)` 所计的记录类型 `\(kind.name)` 没有声明 `\(missing.chinese)`",
                    en: "the kind `\(kind.name)` that the indicator `\(indicator.name)` counts declares no `\(missing.english)`",
                    mend: missing == .day
                        ? Phrase(zh: "在指标里写 `起算日:`", en: "write `day:` in the indicator")
                        : Phrase(zh: "在词汇表里声明", en: "declare it in the vocabulary"),
                    notes: [Diagnostic.Note(message: Phrase(zh: "声明在这里", en: "declared here"), location: kind.location)])
            }
        }
    }
}
