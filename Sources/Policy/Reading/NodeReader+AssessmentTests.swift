import Diagnostics
import YAMLDocument

extension NodeReader {
    func assessmentTests(_ node: YAMLNode, names: inout NameRegister) -> [AssessmentTest] {
        var result: [AssessmentTest] = []
        for (name, node) in named(node) where names.claim(name, findings: findings) {
            let keys: [PolicyKey] = [.clause, .assessment, .period, .on, .given, .subjects, .then]
            guard let fields = fields(node, keys: keys, at: name.location) else { continue }
            let assessment = fields.required(.assessment).flatMap(written)
            let period = fields.required(.period).flatMap(period)
            let then = fields.required(.then).map(subjects) ?? []
            guard let assessment, let period else { continue }
            result.append(
                AssessmentTest(
                    name: name.value, clauses: fields[.clause].map(texts) ?? [], assessment: assessment, period: period,
                    asOf: fields[.on].flatMap(day), given: records(fields[.given]), subjects: records(fields[.subjects]), then: then,
                    location: name.location))
        }
        return result
    }

    private func records(_ node: YAMLNode?) -> [RecordTree] { node.flatMap(list)?.compactMap(record) ?? [] }

    private func period(_ node: YAMLNode) -> Written<AssessmentPeriod>? {
        guard let text = written(node) else { return nil }
        if let period = AssessmentPeriod(text.value) { return Written(period, at: text.location) }
        report(
            .fault(
                "wrong-value", at: text.location, zh: "`\(text.value)` 不是考核期", en: "`\(text.value)` is no period of assessment",
                mend: Phrase(
                    zh: "写作 `2024`、`2024-H1`、`2024-Q2` 或 `2024-05`", en: "write it `2024`, `2024-H1`, `2024-Q2` or `2024-05`")))
        return nil
    }

    private func subjects(_ node: YAMLNode) -> [SubjectExpectation] {
        named(node).compactMap { subject, node in
            var expectation = SubjectExpectation(subject: subject)
            if node.entries == nil, let text = written(node) {
                if NameWord.reading(text.value) == NameWord.none {
                    expectation.isNone = true
                    return expectation
                }
                expectation.total = Written([text.value], at: text.location)
                return expectation
            }
            let keys: [PolicyKey] = [.total, .band, .rank, .change, .warnings, .undetermined, .points]
            guard let fields = fields(node, keys: keys, at: subject.location) else { return nil }
            expectation.total = some(fields[.total])
            expectation.band = some(fields[.band])
            expectation.rank = some(fields[.rank])
            expectation.change = some(fields[.change])
            expectation.warnings = some(fields[.warnings])
            expectation.undetermined = some(fields[.undetermined])
            expectation.points =
                fields[.points].map(named)?.compactMap { name, node in
                    some(node).map { SubjectExpectation.Points(indicator: name, points: $0) }
                } ?? []
            return expectation
        }
    }

    private func some(_ node: YAMLNode?) -> Written<[String]>? { node.map { Written(texts($0).map(\.value), at: location(of: $0)) } }
}
