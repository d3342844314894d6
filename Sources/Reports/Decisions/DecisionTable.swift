import Diagnostics
import Engine
import Policy

/// Decisions as a table for a terminal: a row a measure, grouped by record, with a closing line of counts.
package struct DecisionTable {
    let labels: Labels
    /// Columns to keep to; nil for no limit.
    let width: Int?

    /// - Parameter policy: the policy that made the decisions, for its labels.
    package init(_ policy: ResolvedPolicy, language: Language, width: Int? = nil) {
        labels = Labels(policy, language)
        self.width = width
    }

    package func text(_ decisions: [Decision]) -> String {
        var table = TextTable(headings: headings)
        for (index, decision) in decisions.enumerated() {
            if index > 0 { table.append(.blank) }
            append(decision, to: &table)
        }
        var lines = [heading(decisions), ""]
        // Days and statuses are shown whole while they can be.
        if decisions.contains(where: { !$0.measures.isEmpty }) {
            lines += table.lines(width: width, flexible: [0, 4, 5])
        } else {
            lines += table.lines(width: width).dropFirst(2)
        }
        lines += ["", closing(decisions)]
        return DisplayWidth.joined(lines, width: width)
    }

    private var headings: [String] {
        switch labels.language {
        case .chinese: ["措施", "状态", "自", "至／截止", "对象", "规则（条款）"]
        case .english: ["measure", "status", "from", "until / due", "addressee", "rule (clauses)"]
        }
    }

    private func heading(_ decisions: [Decision]) -> String {
        let pack = labels.pack(labels.policy.layers.count - 1)
        let days = Set(decisions.map(\.asOf)).sorted()
        guard let first = days.first, days.count == 1 else { return pack }
        return pack + labels.say(zh: "，截至 \(first)", en: ", as of \(first)")
    }

    private func append(_ decision: Decision, to table: inout TextTable) {
        var title = decision.record.isEmpty ? labels.say(zh: "（无编号）", en: "(no id)") : decision.record
        if let subject = decision.subject { title += labels.say(zh: "，主体 \(subject)", en: ", subject \(subject)") }
        table.append(.title(title))
        for measure in decision.measures { table.append(.cells(cells(measure))) }
        if decision.measures.isEmpty { table.append(.note(labels.say(zh: "无措施", en: "no measures"))) }
        for option in decision.options {
            let choices = labels.list(option.choices.map { labels.choice(named: $0) })
            let measures = labels.list(option.measures.map { labels.measure(named: $0) })
            let source = labels.list([quoted(option.rule)] + option.clauses)
            table.append(
                .note(labels.say(zh: "可裁量：\(choices)，涉及\(measures)；依据\(source)", en: "open to choice: \(choices), of \(measures); by \(source)")))
        }
        for row in decision.undetermined {
            let facts = labels.missing(row.missing)
            table.append(
                .note(
                    row.missing.isEmpty
                        ? labels.say(zh: "未定：规则\(quoted(row.rule))", en: "undetermined: \(quoted(row.rule))")
                        : labels.say(zh: "未定：规则\(quoted(row.rule))，缺\(facts)", en: "undetermined: \(quoted(row.rule)), for want of \(facts)")))
        }
        for conflict in decision.conflicts {
            var words = labels[StatusLabels.conflict(conflict.kind)]
            if let lack = conflict.calendar { words += labels.say(zh: "（\(lack.file)，\(lack.year) 年）", en: " (\(lack.file), \(lack.year))") }
            let rules = labels.list(conflict.rules.map { quoted($0) } + conflict.clauses)
            var measure = conflict.measure.map { labels.measure(named: $0) + labels.say(zh: "，", en: ", ") } ?? ""
            if let name = conflict.table {
                let rows = labels.list(conflict.rows.map(String.init))
                measure = labels.say(zh: "`\(name)` 第 \(rows) 行，", en: "`\(name)`, rows \(rows), ")
            }
            table.append(
                .note(
                    labels.say(zh: "冲突（\(conflict.on)）：\(measure)\(words)：\(rules)", en: "conflict on \(conflict.on): \(measure)\(words): \(rules)")))
        }
    }

    private func quoted(_ rule: String) -> String { labels.quoted(labels.rule(named: rule)) }

    private func source(_ measure: Decision.Measure) -> String {
        let rule = labels.rule(named: measure.rule)
        guard !measure.clauses.isEmpty else { return rule }
        let clauses = labels.list(measure.clauses)
        return rule + labels.say(zh: "（\(clauses)）", en: " (\(clauses))")
    }

    private func cells(_ measure: Decision.Measure) -> [String] {
        var status = labels[StatusLabels.status(measure.status)]
        if !measure.adjusted.isEmpty {
            status += labels.say(zh: "（", en: " (") + labels.list(measure.adjusted.map { labels.adjusted($0) }) + labels.say(zh: "）", en: ")")
        }
        var end: [String] = []
        if let until = measure.until { end.append(labels.say(zh: "至 \(until)", en: "until \(until)")) }
        if let due = measure.due { end.append(labels.say(zh: "截止 \(due)", en: "due \(due)")) }
        return [
            labels.measure(named: measure.measure), status, measure.from.map { "\($0)" } ?? "?", end.isEmpty ? "–" : labels.list(end),
            measure.addressee.map { labels.addressee($0) } ?? "?", source(measure),
        ]
    }

    /// How many records, and how many measures in each status.
    private func closing(_ decisions: [Decision]) -> String {
        let words = decisions.flatMap { $0.measures.map(\.status) }
        let counts = MeasureStatus.allCases.compactMap { status -> String? in
            let count = words.count { $0 == status.rawValue }
            guard count > 0 else { return nil }
            let label = labels[StatusLabels.status(status.rawValue)]
            return labels.say(zh: "\(label) \(count)", en: "\(count) \(label)")
        }
        let (records, undetermined) = (decisions.count, decisions.count { !$0.undetermined.isEmpty })
        var text = labels.say(
            zh: "\(records) 条记录，\(words.count) 项措施",
            en: "\(counted(records, "record")), \(counted(words.count, "measure"))")
        if !counts.isEmpty { text += labels.say(zh: "：", en: ": ") + labels.list(counts) }
        if undetermined > 0 {
            text += labels.say(zh: "；\(undetermined) 条记录有未定事项", en: "; \(counted(undetermined, "record")) with something undetermined")
        }
        return text
    }

    private func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
