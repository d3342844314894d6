import Diagnostics

/// A due day or an end for a measure that can't have one.
enum TermKind {
    static let code = "term-kind"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let vocabulary = typed.policy.vocabulary
        let written = WrittenActions(typed.policy)
        var found: [Diagnostic] = []
        for action in typed.policy.rules.flatMap(\.actions) where action.verb == .impose {
            for (name, measures) in written.targets(action) {
                let types = measures.map { vocabulary.measures[$0] }
                // Among the measures of a group, those to which it means nothing are left alone.
                guard let first = types.first else { continue }
                if let due = action.due, !types.contains(where: \.kind.isFulfillable) {
                    found.append(finding(due, Phrase(zh: "不会逾期", en: "is never due"), .due, name, first))
                }
                if let end = action.duration ?? action.until, types.allSatisfy({ $0.kind == .entry }) {
                    let key = action.duration == nil ? PolicyKey.until : .for
                    found.append(finding(end, Phrase(zh: "不会到期", en: "never ends"), key, name, first))
                }
            }
        }
        return found
    }

    private static func finding(
        _ written: WrittenExpression, _ why: Phrase, _ key: PolicyKey, _ name: Written<String>, _ measure: MeasureType
    ) -> Diagnostic {
        .fault(
            code, at: written.location, zh: "`\(name.value)` 是\(measure.kind.chinese)，\(why.zh)",
            en: "`\(name.value)` is \(measure.kind.withArticle), which \(why.en)",
            mend: Phrase(zh: "删掉 `\(key.chinese)`", en: "delete `\(key.rawValue)`"),
            notes: [Diagnostic.Note(message: Phrase(zh: "声明在这里", en: "declared here"), location: measure.location)])
    }
}

extension MeasureKind {
    fileprivate var withArticle: String {
        switch self {
        case .obligation, .incentive, .entry: "an \(rawValue)"
        case .restriction, .disclosure, .referral: "a \(rawValue)"
        }
    }
}
