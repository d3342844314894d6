import Diagnostics
import Policy

/// Writes an agenda as an iCalendar object (RFC 5545): what falls due as events of a whole day, which every calendar shows, and what has no date as to-dos
/// without one.
///
/// The same agenda gives the same bytes: the time stamp is that of the as-of day.
package struct AgendaCalendar: Sendable {
    private let agenda: Agenda
    private let labels: Labels

    package init(_ agenda: Agenda, language: Language) {
        self.agenda = agenda
        labels = Labels(agenda.policy, language)
    }

    package func text() -> String {
        var lines = ContentLines()
        lines.add("BEGIN", "VCALENDAR")
        lines.add("VERSION", "2.0")
        lines.add("PRODID", "-//Redress//Agenda//\(labels.say(zh: "ZH", en: "EN"))")
        lines.add("CALSCALE", "GREGORIAN")
        for item in agenda.items + agenda.undated { add(item, &lines) }
        lines.add("END", "VCALENDAR")
        return lines.text
    }

    private func add(_ item: Agenda.Item, _ lines: inout ContentLines) {
        let duty = agenda.policy.duties[item.duty]
        let component = item.due == nil ? "VTODO" : "VEVENT"
        lines.add("BEGIN", component)
        lines.add("UID", text: identifier(item, duty))
        lines.add("DTSTAMP", stamp(agenda.window.asOf))
        if let due = item.due {
            lines.add("DTSTART;VALUE=DATE", date(due))
            lines.add("DTEND;VALUE=DATE", date(due &+ 1))
            // Nobody's day is taken up by it.
            lines.add("TRANSP", "TRANSPARENT")
        } else {
            lines.add("STATUS", item.status == .done ? "COMPLETED" : "NEEDS-ACTION")
            if let entry = item.entry { lines.add("COMPLETED", stamp(entry.on)) }
        }
        let language = labels.say(zh: "zh", en: "en")
        let mark =
            item.status == .due || item.status == .open ? "" : labels.say(zh: "【\(labels[item.status.label])】", en: "[\(labels[item.status.label])] ")
        lines.add("SUMMARY;LANGUAGE=\(language)", text: mark + labels[duty.label])
        lines.add("DESCRIPTION;LANGUAGE=\(language)", text: description(item, duty))
        lines.add("CATEGORIES", texts: duty.owner)
        lines.add("END", component)
    }

    /// The same for the same duty and day, whenever it is asked for, so that a calendar takes a later answer for a change.
    private func identifier(_ item: Agenda.Item, _ duty: ResolvedDuty) -> String {
        let day = item.due.map { "." + date($0) } ?? ""
        return "\(duty.name)\(day)@\(agenda.policy.id)"
    }

    private func description(_ item: Agenda.Item, _ duty: ResolvedDuty) -> String {
        var lines: [String] = []
        func add(_ zh: String, _ en: String, _ value: String) { if !value.isEmpty { lines.append(labels.say(zh: zh + "：", en: en + ": ") + value) } }
        add("牵头", "owner", labels.list(duty.owner))
        add("配合", "with", labels.list(duty.cooperating))
        add("成果", "delivers", labels.list(duty.deliverables.map { labels[$0] }))
        add("条款", "clause", labels.cites(duty.clauses))
        let late = item.isLate ? labels.say(zh: "，迟了", en: ", late") : ""
        add("状态", "status", labels[item.status.label] + (item.entry.map { " " + labels.day($0.on) + late } ?? ""))
        add("备注", "note", item.entry?.note ?? "")
        if duty.schedule?.stated == false { lines.append(labels.say(zh: "日期不是文中载明的", en: "the text doesn't state the date")) }
        return lines.joined(separator: "\n")
    }

    private func date(_ day: Int32) -> String { CivilDay.text(day).filter { $0 != "-" } }

    private func stamp(_ day: Int32) -> String { date(day) + "T000000Z" }
}
