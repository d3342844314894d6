import Diagnostics
import YAMLDocument

/// Reads what is dated: days in force, and versions of one thing, each from its day on.
extension NodeReader {
    /// `{from: DAY, until: DAY}`, both included.
    func inForce(_ node: YAMLNode, keys: [PolicyKey]) -> InForce {
        guard let fields = fields(node, keys: keys) else { return InForce() }
        let from = fields[.from].flatMap(day)
        let until = fields[.until].flatMap(day)
        if let from, let until, until < from {
            report(
                .fault(
                    "wrong-value", at: fields[.until].map(location), zh: "末日早于首日", en: "the last day is before the first",
                    mend: Phrase(zh: "改正其中一个日期", en: "correct one of the days")))
        }
        return InForce(from: from, until: until, stated: fields[.stated].flatMap(boolean) ?? true, location: location(of: node))
    }

    /// A list of versions in the order of their days, of which only the first may be without one. One that isn't is reported and left out.
    private func versions(_ node: YAMLNode, keys: [PolicyKey]) -> [(from: Int32?, fields: Fields)] {
        var result: [(from: Int32?, fields: Fields)] = []
        var last: (day: Int32, location: Location)?
        for (index, item) in (list(node) ?? []).enumerated() {
            guard let fields = fields(item, keys: [.from] + keys) else { continue }
            let written = index == 0 ? fields[.from] : fields.required(.from)
            guard let written else {
                if index == 0, !fields.has(.from) { result.append((nil, fields)) }
                continue
            }
            guard let from = day(written) else { continue }
            let place = location(of: written)
            if let last, from <= last.day {
                let isSame = from == last.day
                report(
                    .fault(
                        "version-order", at: place,
                        zh: isSame ? "两个版本都自 \(CivilDay.text(from)) 起" : "这个版本的首日早于前一个版本",
                        en: isSame ? "two versions begin on \(CivilDay.text(from))" : "this version begins before the one above it",
                        mend: Phrase(zh: "按首日先后排列，每日一个版本", en: "put the earlier first, and one version to a day"),
                        notes: [Diagnostic.Note(message: Phrase(zh: "前一个版本在这里", en: "the one above is here"), location: last.location)]))
                continue
            }
            last = (from, place)
            result.append((from, fields))
        }
        return result
    }

    func parameterVersions(_ node: YAMLNode) -> [Parameter.Version] {
        versions(node, keys: [.value, .stated, .clause]).compactMap { from, fields in
            guard let value = fields.required(.value).flatMap(expression) else { return nil }
            return Parameter.Version(
                from: from, value: value, stated: fields[.stated].flatMap(boolean) ?? true, clauses: fields[.clause].map(texts) ?? [])
        }
    }

    /// - Parameter mayAdmit: whether the rule stands for each event.
    func ruleVersions(_ node: YAMLNode, mayAdmit: Bool) -> [Rule.Version] {
        versions(node, keys: [.clause, .appliesTo, .admit, .when, .while, .then]).map { from, fields in
            if !mayAdmit { refuseAdmission(fields) }
            return Rule.Version(
                from: from, clauses: fields[.clause].map(texts), appliesTo: fields[.appliesTo].map(texts),
                admission: fields[.admit].flatMap(expression), condition: condition(fields), actions: fields.required(.then).map(actions) ?? [],
                location: fields.place)
        }
    }

    /// `admit` is about the events of a rule that stands for each of them.
    func refuseAdmission(_ fields: Fields) {
        guard fields.has(.admit) else { return }
        report(
            .fault(
                "missing-key", at: fields.keyLocation(.admit), zh: "`受理条件` 须与 `逐一` 同写", en: "`admit` means nothing without `for each`",
                mend: Phrase(zh: "补上 `逐一:`，或改写在 `当` 下", en: "add `for each:`, or write it under `when`")))
    }

    /// `when` or `while` of a rule, or of one of its versions.
    func condition(_ fields: Fields) -> Rule.Condition {
        fields.exclude(.when, .while)
        if let expression = fields[.when].flatMap(expression) { return .when(expression) }
        if let expression = fields[.while].flatMap(expression) { return .during(expression) }
        return .always
    }

    /// A word, or versions of it.
    func runningCases(_ node: YAMLNode) -> [DatedRunningCases] {
        guard node.items != nil else { return word(RunningCases.self, node).map { [DatedRunningCases(law: $0)] } ?? [] }
        return versions(node, keys: [.value]).compactMap { from, fields in
            fields.required(.value).flatMap { word(RunningCases.self, $0) }.map { DatedRunningCases(from: from, law: $0) }
        }
    }
}
