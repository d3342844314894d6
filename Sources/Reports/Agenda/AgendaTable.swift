import Diagnostics
import Policy

/// Shows an agenda in a terminal: what each owner has to do, by day.
package struct AgendaTable: Sendable {
    private let agenda: Agenda
    private let labels: Labels
    private let width: Int?

    package init(_ agenda: Agenda, language: Language, width: Int? = nil) {
        self.agenda = agenda
        labels = Labels(agenda.policy, language)
        self.width = width
    }

    package func text() -> String {
        var lines = [title(), ""]
        if agenda.items.isEmpty {
            lines.append(labels.say(zh: "这段时间没有到期的任务。", en: "Nothing falls due in these days."))
        } else {
            lines += table(agenda.items, headings: labels.language == .chinese ? ["到期", "状态", "任务", "条款"] : ["due", "status", "duty", "clause"]) {
                [day($0), status($0), labels[duty($0).label], labels.cites(duty($0).clauses)]
            }
        }
        if !agenda.undated.isEmpty {
            lines += ["", labels.say(zh: "没有载明日期的任务", en: "Duties for which no date is stated"), ""]
            lines += table(agenda.undated, headings: labels.language == .chinese ? ["状态", "任务", "条款"] : ["status", "duty", "clause"]) {
                [status($0), labels[duty($0).label], labels.cites(duty($0).clauses)]
            }
        }
        return DisplayWidth.joined(lines + ["", summary()], width: width)
    }

    private func title() -> String {
        let window = agenda.window
        let pack = labels.pack(agenda.policy.layers.count - 1)
        return labels.say(
            zh: "\(pack)：\(labels.day(window.from)) 至 \(labels.day(window.to)) 的任务（截至 \(labels.day(window.asOf))）",
            en: "\(pack): duties from \(labels.day(window.from)) to \(labels.day(window.to)), as of \(labels.day(window.asOf))")
    }

    private func duty(_ item: Agenda.Item) -> ResolvedDuty { agenda.policy.duties[item.duty] }

    /// One title an owner, in the order in which they first have something to do.
    private func table(_ items: [Agenda.Item], headings: [String], _ cells: (Agenda.Item) -> [String]) -> [String] {
        var table = TextTable(headings: headings)
        for owner in items.map({ duty($0).owner }).withoutRepeats() {
            if table.rows.isEmpty == false { table.append(.blank) }
            table.append(.title(owner.isEmpty ? labels.say(zh: "（没有牵头单位）", en: "(no owner)") : labels.list(owner)))
            for item in items where duty(item).owner == owner {
                table.append(.cells(cells(item)))
                for note in notes(item) { table.append(.note("  " + note)) }
            }
        }
        return table.lines(width: width, flexible: [headings.count - 2, headings.count - 1])
    }

    private func day(_ item: Agenda.Item) -> String {
        guard let due = item.due else { return "" }
        let isStated = duty(item).schedule?.stated ?? true
        return labels.day(due) + (isStated ? "" : labels.say(zh: "（文中未载明）", en: " (not stated)"))
    }

    private func status(_ item: Agenda.Item) -> String {
        let word = labels[item.status.label]
        guard let entry = item.entry else { return word }
        let late = item.isLate ? labels.say(zh: "，迟了", en: ", late") : ""
        return word + labels.say(zh: " \(labels.day(entry.on))\(late)", en: " \(labels.day(entry.on))\(late)")
    }

    private func notes(_ item: Agenda.Item) -> [String] {
        let duty = duty(item)
        var notes: [String] = []
        if !duty.cooperating.isEmpty { notes.append(labels.say(zh: "配合：", en: "with: ") + labels.list(duty.cooperating)) }
        if !duty.deliverables.isEmpty { notes.append(labels.say(zh: "成果：", en: "delivers: ") + labels.list(duty.deliverables.map { labels[$0] })) }
        if let note = item.entry?.note { notes.append(labels.say(zh: "备注：", en: "note: ") + oneLine(note)) }
        return notes
    }

    /// A note is a person's text: what would break the table's lines, or steer the terminal, is a blank.
    private func oneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control || $0.properties.isWhitespace ? " " : $0 }))
    }

    private func summary() -> String {
        func count(_ status: Agenda.Status) -> Int { agenda.items.count { $0.status == status } }
        return labels.say(
            zh: "到期 \(agenda.items.count) 项：已完成 \(count(.done))，逾期 \(count(.overdue))，待完成 \(count(.due))；另有 \(agenda.undated.count) 项没有载明日期",
            en:
                "\(agenda.items.count) fall due: \(count(.done)) done, \(count(.overdue)) overdue, \(count(.due)) due; \(agenda.undated.count) without a date"
        )
    }
}
