import Diagnostics
import Policy

extension Conformity {
    /// The report as JSON; the keys stay as they are (`docs/commands.md`).
    package func json() -> String {
        JSONDocument.text(
            of: .object([
                ("pack", .string(policy.id)), ("extends", .string(superior.id)),
                ("rules", .list(rules.map { .object(members($0)) })),
                ("parameters", .list(parameters.map { .object(members($0)) })),
                ("assessments", assessmentValues),
                (
                    "counts",
                    .object(
                        Verdict.allCases.map { ($0.rawValue, .number(count($0))) } + [
                            ("parameters", .number(parameters.count)), ("findings", .number(findings)),
                        ])
                ),
            ]))
    }

    private func members(_ row: RuleRow) -> [(String, JSONDocument.Value)] {
        [
            ("rule", .string(row.rule)), ("verdict", .string(row.verdict.rawValue)), ("direction", .string(row.direction.rawValue)),
            ("pack", .string(row.pack)), ("because", .text(row.because)), ("superiorClauses", .texts(row.superiorClauses)),
            ("clauses", .texts(row.clauses)),
            (
                "changes",
                .list(
                    row.changes.map {
                        .object([("direction", .string($0.direction.rawValue)), ("zh", .string($0.words.zh)), ("en", .string($0.words.en))])
                    })
            ),
            ("place", .string(TestReport.place(row.location))),
        ]
    }

    private func members(_ row: ParameterRow) -> [(String, JSONDocument.Value)] {
        [
            ("parameter", .string(row.name)), ("direction", .string(row.direction.rawValue)), ("superiorValue", .string(row.oldText)),
            ("value", .string(row.newText)), ("superiorStated", .boolean(row.wasStated)), ("stated", .boolean(row.isStated)),
            ("declaredBy", .string(row.declaredBy)), ("superiorClauses", .texts(row.superiorClauses)), ("clauses", .texts(row.clauses)),
            ("rules", .texts(row.rules)), ("competence", row.competence.map { .phrase($0) } ?? .null),
        ]
    }
}
