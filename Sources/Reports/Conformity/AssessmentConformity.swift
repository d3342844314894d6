import Diagnostics
import Policy

/// What a pack makes of the assessments of the pack it extends, and those of its own.
package struct AssessmentConformity: Sendable {
    package var assessment: String
    package var label: Phrase
    /// ``Conformity/Verdict`` without what is judged by direction: kept, changed, replaced, dropped or own.
    package var verdict: Conformity.Verdict
    package var because: String?
    package var superiorClauses: [String] = []
    package var clauses: [String] = []
    /// What differs, above and here.
    package var changes: [PackDifference.Aspect] = []
    /// The pack that wrote it.
    package var pack: String
    package var location: Location

    static func all(_ pack: TypedPolicy, above: TypedPolicy) -> [AssessmentConformity] {
        let (policy, superior) = (pack.policy, above.policy)
        let lowest = policy.layers.count - 1
        var rows = superior.assessments.enumerated().map { index, assessment in
            let content = AssessmentContent(index, of: above)
            var row = AssessmentConformity(
                assessment: assessment.name, label: assessment.label, verdict: .kept, superiorClauses: content.clauses,
                pack: superior.layers[assessment.layer].id, location: assessment.location)
            let gone = policy.supersededAssessments.first { $0.assessment.name == assessment.name && $0.layer == lowest }
            row.because = gone?.because
            guard let now = policy.assessments.firstIndex(where: { $0.name == assessment.name }) else {
                row.verdict = .dropped
                row.location = gone?.location ?? row.location
                return row
            }
            let here = AssessmentContent(now, of: pack)
            row.clauses = here.clauses
            row.changes = content.differences(from: here)
            row.verdict = gone != nil ? .replaced : row.changes.isEmpty ? .kept : .changed
            if let step = policy.assessments[now].provenance.last(where: { $0.layer == lowest }) { row.location = step.location }
            return row
        }
        let names = Set(superior.assessments.map(\.name))
        for (index, assessment) in policy.assessments.enumerated() where !names.contains(assessment.name) {
            rows.append(
                AssessmentConformity(
                    assessment: assessment.name, label: assessment.label, verdict: .own, clauses: AssessmentContent(index, of: pack).clauses,
                    pack: policy.id, location: assessment.location))
        }
        return rows
    }
}

extension Conformity {
    /// Lines for a terminal; none where neither pack assesses.
    func assessmentLines(_ labels: Labels, _ width: Int?) -> [String] {
        guard !assessments.isEmpty else { return [] }
        var table = TextTable(
            headings: labels.language == .chinese ? ["考核", "结果", "上位条款", "本地条款"] : ["assessment", "verdict", "clauses above", "clauses here"])
        for row in assessments {
            let here = row.clauses.filter { !row.superiorClauses.contains($0) }
            table.append(
                .cells([
                    labels[row.label], labels[Conformity.phrase(row.verdict)], row.superiorClauses.isEmpty ? "–" : labels.list(row.superiorClauses),
                    here.isEmpty ? "–" : labels.list(here),
                ]))
            if let because = row.because { table.append(.note(labels.say(zh: "  理由：\(because)", en: "  because \(because)"))) }
            for change in row.changes {
                table.append(
                    .note("  \(labels[change.name]): \(change.first.isEmpty ? "–" : change.first) → \(change.second.isEmpty ? "–" : change.second)"))
            }
        }
        return [""] + table.lines(width: width, flexible: [0, 2, 3])
    }

    var assessmentValues: JSONDocument.Value {
        .list(
            assessments.map { row in
                .object([
                    ("assessment", .string(row.assessment)), ("verdict", .string(row.verdict.rawValue)), ("pack", .string(row.pack)),
                    ("because", .text(row.because)), ("superiorClauses", .texts(row.superiorClauses)), ("clauses", .texts(row.clauses)),
                    (
                        "changes",
                        .list(
                            row.changes.map {
                                .object([("aspect", .string($0.name.en)), ("above", .string($0.first)), ("here", .string($0.second))])
                            })
                    ),
                    ("place", .string(TestReport.place(row.location))),
                ])
            })
    }
}
