import Diagnostics
import Policy

extension Conformity {
    /// The report for a terminal: each rule of the pack above and what became of it, the parameters, the pack's own rules, and counts.
    package func text(_ language: Language, width: Int? = nil) -> String {
        let labels = Labels(policy, language)
        let lowest = policy.layers.count - 1
        var lines = [
            labels.say(
                zh: "\(labels.pack(lowest)) 对照 \(labels.pack(lowest - 1))", en: "\(labels.pack(lowest)) against \(labels.pack(lowest - 1))"), "",
        ]
        var table = TextTable(
            headings: language == .chinese ? ["规则", "结果", "上位条款", "本地条款"] : ["rule", "verdict", "clauses above", "clauses here"])
        for row in rows {
            // A line for each clause, so that none is cut off.
            let (above, here) = (row.superiorClauses, local(row))
            for line in 0..<max(above.count, here.count, 1) {
                let head = line == 0 ? [labels.rule(named: row.rule), word(row, labels)] : ["", ""]
                table.append(.cells(head + [cell(above, line), cell(here, line)]))
            }
            if let because = row.because { table.append(.note(labels.say(zh: "  理由：\(because)", en: "  because \(because)"))) }
            // What a rule of the pack's own imposes is what it says; only what it forgives of the pack above needs saying.
            for change in row.changes where change.direction != .neutral && (row.verdict != .own || change.direction != .sharper) {
                table.append(.note("  " + mark(change.direction) + " " + labels[change.words]))
            }
        }
        lines += table.lines(width: width, flexible: [0, 2, 3])
        lines += parameterLines(labels, width) + assessmentLines(labels, width) + [""] + closing(labels)
        return lines.map { $0 + "\n" }.joined()
    }

    private var rows: [RuleRow] { rules }

    /// The clauses that the pack adds.
    private func local(_ row: RuleRow) -> [String] { row.clauses.filter { !row.superiorClauses.contains($0) } }

    private func cell(_ cites: [String], _ line: Int) -> String { line < cites.count ? cites[line] : line == 0 ? "–" : "" }

    private func mark(_ direction: RuleChange.Direction) -> String {
        switch direction {
        case .sharper: "+"
        case .weaker: "-"
        case .unclear: "?"
        case .neutral: "="
        }
    }

    private func word(_ row: RuleRow, _ labels: Labels) -> String {
        let verdict = labels[Conformity.phrase(row.verdict)]
        guard row.verdict == .replaced || (row.verdict == .own && row.direction != .neutral) else { return verdict }
        return verdict + labels.bracketed(labels[Conformity.phrase(row.direction)])
    }

    private func parameterLines(_ labels: Labels, _ width: Int?) -> [String] {
        guard !parameters.isEmpty else { return [] }
        var table = TextTable(
            headings: labels.language == .chinese
                ? ["参数", "上位", "本地", "结果", "文件载明", "规则"] : ["parameter", "above", "here", "verdict", "stated", "rules"])
        for row in parameters {
            let verdict = labels[Conformity.phrase(row.direction)]
            let stated = row.isStated ? labels.say(zh: "是", en: "yes") : labels.say(zh: "否", en: "no")
            table.append(
                .cells([labels[row.label], labels[row.old], labels[row.new], verdict, stated, labels.list(row.rules.map { labels.rule(named: $0) })]))
            if let competence = row.competence { table.append(.note("  " + labels[competence])) }
        }
        return [""] + table.lines(width: width, flexible: [0, 5])
    }

    private func closing(_ labels: Labels) -> [String] {
        let above = rules.count - count(.own)
        let parts = [Verdict.kept, .sharpened, .weakened, .changed, .replaced, .dropped].map { verdict in
            labels.say(zh: "\(labels[Conformity.phrase(verdict)]) \(count(verdict))", en: "\(count(verdict)) \(verdict.rawValue)")
        }
        return [
            labels.say(
                zh: "上位规则 \(above) 条：\(labels.list(parts))；自有规则 \(count(.own)) 条",
                en: "\(above) superior rules: \(labels.list(parts)); \(count(.own)) of its own"),
            labels.say(
                zh: "设定参数 \(parameters.count) 个，其中放宽 \(parameters.count(where: \.isFinding)) 个",
                en: "parameters set: \(parameters.count), of them weaker: \(parameters.count(where: \.isFinding))"),
        ]
    }

    static func phrase(_ verdict: Verdict) -> Phrase {
        switch verdict {
        case .kept: Phrase(zh: "保留", en: "kept")
        case .sharpened: Phrase(zh: "加严", en: "sharpened")
        case .weakened: Phrase(zh: "放宽", en: "weakened")
        case .changed: Phrase(zh: "改动", en: "changed")
        case .replaced: Phrase(zh: "替换", en: "replaced")
        case .dropped: Phrase(zh: "不采用", en: "dropped")
        case .own: Phrase(zh: "自有", en: "own")
        }
    }

    static func phrase(_ direction: RuleChange.Direction) -> Phrase {
        switch direction {
        case .sharper: Phrase(zh: "更严", en: "sharper")
        case .weaker: Phrase(zh: "更宽", en: "weaker")
        case .unclear: Phrase(zh: "不能判断", en: "can't be told")
        case .neutral: Phrase(zh: "不变", en: "unchanged")
        }
    }
}
