import Diagnostics
import Policy

extension ClauseMatrix {
    /// The matrix as a table for a terminal, with what isn't accounted for listed below it.
    package func text(_ language: Language, width: Int? = nil) -> String {
        let labels = Labels(policy, language)
        var lines: [String] = []
        for section in sections {
            if !lines.isEmpty { lines.append("") }
            lines += [title(section, labels), ""] + table(section, labels).lines(width: width, flexible: [0, 1, 3])
        }
        for standing in [Standing.withoutRule, .untested, .unexplained] { lines += list(standing, labels) }
        lines += ["", closing(labels)]
        return DisplayWidth.joined(lines, width: width)
    }

    private func table(_ section: Section, _ labels: Labels) -> TextTable {
        var table = TextTable(
            headings: labels.language == .chinese ? ["条款", "部分", "性质", "规则", "用例"] : ["clause", "part", "class", "rules", "tests"])
        for row in section.rows {
            let carriers =
                row.rules.map { labels.rule(named: $0) } + row.parameters.map { labels.say(zh: "参数 \($0)", en: "parameter \($0)") }
                + row.duties.map { labels.say(zh: "任务 \($0)", en: "duty \($0)") }
                + row.assessments.map { labels.say(zh: "考核 \($0)", en: "assessment \($0)") }
            table.append(
                .cells([
                    row.clause.cite, row.clause.part ?? "", row.clause.effect.map { labels[StatusLabels.effect($0)] } ?? "?",
                    carriers.isEmpty ? "–" : labels.list(carriers), row.tests.isEmpty ? "–" : "\(row.tests.count)",
                ]))
        }
        return table
    }

    private func list(_ standing: Standing, _ labels: Labels) -> [String] {
        let heading: Phrase
        switch standing {
        case .withoutRule: heading = Phrase(zh: "没有规则也没有任务的条款", en: "clauses without a rule or a duty")
        case .untested: heading = Phrase(zh: "有规则或任务而没有用例到达的条款", en: "clauses whose rules and duties no test reaches")
        default: heading = Phrase(zh: "没有落实也没有说明理由的工作性条款", en: "programmatic clauses with no reason why nothing carries them")
        }
        var lines: [String] = []
        for section in sections {
            for row in section.rows where row.standing == standing {
                let words = labels[row.clause.text]
                let part = row.clause.part.map { labels.say(zh: "（\($0)）", en: " (\($0))") } ?? ""
                let cite = sections.count > 1 ? policy.cite(row.clause, of: section.layer) : row.clause.cite
                lines.append("  " + cite + part + (words.isEmpty ? "" : labels.say(zh: "：", en: ": ") + words))
            }
        }
        return lines.isEmpty ? [] : ["", labels[heading]] + lines
    }

    func closing(_ labels: Labels) -> String {
        func count(_ standing: Standing) -> Int { rows.count { $0.standing == standing } }
        let (all, none, untested, silent) = (rows.count, count(.withoutRule), count(.untested), count(.unexplained))
        return labels.say(
            zh: "\(all) 条，\(all - unaccounted) 条有着落，\(none) 条没有规则或任务，\(untested) 条没有用例到达，\(silent) 条没有说明理由",
            en:
                "\(all) clauses, \(all - unaccounted) accounted for, \(none) without a rule or a duty, \(untested) that no test reaches, \(silent) without a reason"
        )
    }

    func title(_ section: Section, _ labels: Labels) -> String {
        let number = policy.layers[section.layer].instrument.number.map { $0 + " " } ?? ""
        return number + labels.pack(section.layer)
    }
}

extension ResolvedPolicy {
    /// A clause of a layer with its instrument's number.
    func cite(_ clause: Clause, of layer: Int) -> String { layers[layer].instrument.number.map { "\($0) \(clause.cite)" } ?? clause.cite }
}
