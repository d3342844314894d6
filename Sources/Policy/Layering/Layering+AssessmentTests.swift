import Diagnostics

extension Layering {
    /// Checks the names that tests of assessments use, and turns labels into names.
    func resolveAssessmentTests(_ policy: inout ResolvedPolicy) {
        let records = RecordNames(vocabulary: vocabulary)
        for (layer, pack) in layers.enumerated() {
            let isAskedFor = layer == layers.count - 1
            policy.layers[layer].assessmentTests = pack.assessmentTests.map { test in
                _ = clauses(test.clauses, from: layer)
                var test = test
                test.given = test.given.map(records.canonical)
                test.subjects = test.subjects.map(records.canonical)
                test.then = test.then.map { expectation in
                    var expectation = expectation
                    if let facts = expectation.undetermined {
                        expectation.undetermined?.value = facts.value.map { fact(Written($0, at: facts.location), policy.variables).value }
                    }
                    return expectation
                }
                // What an extended pack's tests name is its own affair.
                if isAskedFor { resolve(&test, policy) }
                return test
            }
        }
    }

    private func resolve(_ test: inout AssessmentTest, _ policy: ResolvedPolicy) {
        guard let index = policy.assessment(named: test.assessment.value) else {
            report(
                .unknownName(
                    "unknown-assessment", test.assessment, zh: "考核", en: "assessment", known: policy.assessments.spellings(\.name, \.label)))
            return
        }
        let assessment = policy.assessments[index]
        test.assessment.value = assessment.name
        if test.period.value.unit != assessment.every {
            report(
                .fault(
                    "wrong-value", at: test.period.location, zh: "考核 `\(assessment.name)` 以每\(assessment.every.chinese)为期",
                    en: "the assessment `\(assessment.name)` is held every \(assessment.every.rawValue)"))
        }
        for place in test.then.indices {
            for point in test.then[place].points.indices {
                let name = test.then[place].points[point].indicator
                if let found = assessment.indicators.first(where: { $0.name == name.value || $0.label.zh == name.value || $0.label.en == name.value })
                {
                    test.then[place].points[point].indicator.value = found.name
                } else {
                    report(
                        .unknownName(
                            "unknown-indicator", name, zh: "指标", en: "indicator of this assessment", known: assessment.indicators.map(\.name)))
                }
            }
            rename(
                &test.then[place].band, assessment.bands.map { ($0.name, $0.label) }, code: "unknown-band",
                Phrase(zh: "等次", en: "band of this assessment"))
            rename(
                &test.then[place].warnings, assessment.warnings.map { ($0.name, $0.label) }, code: "unknown-warning",
                Phrase(zh: "预警", en: "warning of this assessment"))
        }
    }

    private func rename(_ written: inout Written<[String]>?, _ names: [(String, Phrase)], code: String, _ what: Phrase) {
        guard let all = written else { return }
        written?.value = all.value.map { text in
            if NameWord.reading(text) == NameWord.none { return text }
            if let found = names.first(where: { $0.0 == text || $0.1.zh == text || $0.1.en == text }) { return found.0 }
            report(.unknownName(code, Written(text, at: all.location), zh: what.zh, en: what.en, known: names.map(\.0)))
            return text
        }
    }
}
