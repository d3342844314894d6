import Diagnostics
import Policy

extension ClauseMatrix {
    /// The matrix as JSON; the keys stay as they are (`docs/commands.md`).
    package func json() -> String {
        JSONDocument.text(
            of: .object([
                ("pack", .string(policy.id)),
                (
                    "clauses",
                    .list(
                        sections.flatMap { section in
                            section.rows.map { row in .object(members(row, of: policy.layers[section.layer])) }
                        })
                ),
                (
                    "lists",
                    .object([
                        ("withoutRule", ids(.withoutRule)), ("untested", ids(.untested)), ("unexplained", ids(.unexplained)),
                    ])
                ),
                (
                    "counts",
                    .object([
                        ("clauses", .number(rows.count)), ("accounted", .number(rows.count - unaccounted)),
                        ("withoutRule", .number(count(.withoutRule))), ("untested", .number(count(.untested))),
                        ("unexplained", .number(count(.unexplained))),
                    ])
                ),
            ]))
    }

    private func members(_ row: Row, of pack: Pack) -> [(String, JSONDocument.Value)] {
        [
            ("clause", .string(row.clause.id)), ("class", .text(row.clause.effect?.rawValue)), ("cite", .string(row.clause.cite)),
            ("part", .text(row.clause.part)), ("pack", .string(pack.id)), ("instrument", .text(pack.instrument.number)),
            ("text", .phrase(row.clause.text)), ("responsible", .texts(row.clause.responsible)), ("rules", .texts(row.rules)),
            ("reached", .texts(row.reached)), ("parameters", .texts(row.parameters)), ("duties", .texts(row.duties)),
            ("reachedDuties", .texts(row.reachedDuties)), ("covers", .texts(row.covers)), ("assessments", .texts(row.assessments)),
            ("tests", .texts(row.tests)),
            ("because", row.clause.because.map { .phrase($0) } ?? .null), ("standing", .string(row.standing.rawValue)),
        ]
    }

    private func count(_ standing: Standing) -> Int { rows.count { $0.standing == standing } }

    private func ids(_ standing: Standing) -> JSONDocument.Value {
        .list(
            sections.flatMap { section in
                section.rows.filter { $0.standing == standing }.map {
                    .object([("pack", .string(policy.layers[section.layer].id)), ("clause", .string($0.clause.id))])
                }
            })
    }

    /// The columns of ``csvRows``.
    package static let columns = [
        "pack", "clause", "class", "cite", "part", "zh", "en", "responsible", "rules", "reached", "parameters", "duties", "reachedDuties", "covers",
        "assessments", "tests",
        "standing",
    ]

    /// One row a clause; lists joined by `; `.
    package var csvRows: [[String]] {
        sections.flatMap { section in
            section.rows.map { row in
                [
                    policy.layers[section.layer].id, row.clause.id, row.clause.effect?.rawValue ?? "", row.clause.cite, row.clause.part ?? "",
                    row.clause.text.zh, row.clause.text.en, joined(row.clause.responsible), joined(row.rules), joined(row.reached),
                    joined(row.parameters), joined(row.duties), joined(row.reachedDuties), joined(row.covers), joined(row.assessments),
                    joined(row.tests), row.standing.rawValue,
                ]
            }
        }
    }

    private func joined(_ texts: [String]) -> String { texts.joined(separator: "; ") }
}
