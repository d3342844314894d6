import Diagnostics
import Policy

/// Writes an agenda as JSON for other programs: every text in both languages, days as ISO 8601 has them.
package enum AgendaJSON {
    package static func text(_ agenda: Agenda) -> String {
        let window = agenda.window
        return JSONDocument.text(
            of: .object([
                ("pack", .string(agenda.policy.id)), ("digest", .string(agenda.policy.digest)), ("from", day(window.from)), ("to", day(window.to)),
                ("asOf", day(window.asOf)), ("items", .list(agenda.items.map { value($0, agenda) })),
                ("undated", .list(agenda.undated.map { value($0, agenda) })),
            ]))
    }

    private static func value(_ item: Agenda.Item, _ agenda: Agenda) -> JSONDocument.Value {
        let policy = agenda.policy
        let duty = policy.duties[item.duty]
        return .object([
            ("duty", .string(duty.name)), ("label", .phrase(duty.label)), ("due", day(item.due)), ("from", day(item.occurrence?.from)),
            ("stated", duty.schedule.map { .boolean($0.stated) } ?? .null), ("status", .string(item.status.rawValue)),
            ("done", day(item.entry?.on)), ("late", .boolean(item.isLate)), ("note", .text(item.entry?.note)), ("owner", .texts(duty.owner)),
            ("cooperating", .texts(duty.cooperating)), ("deliverables", .list(duty.deliverables.map { .phrase($0) })),
            ("clauses", .texts(duty.clauses.map(policy.cite))),
        ])
    }

    private static func day(_ day: Int32?) -> JSONDocument.Value { .text(day.map { CivilDay.text($0) }) }
}
