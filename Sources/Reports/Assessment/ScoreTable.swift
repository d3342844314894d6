import Diagnostics
import Engine
import FEEL
import Policy

/// Shows scores as an office prints them: ranked, with what each indicator comes to, warnings, and what isn't known.
package struct ScoreTable: Sendable {
    private let sheet: ScoreSheet
    private let period: AssessmentPeriod
    private let words: ScoreLabels
    private let width: Int?
    private var labels: Labels { words.labels }
    private var assessment: ResolvedAssessment { sheet.assessment }

    package init(_ sheet: ScoreSheet, period: AssessmentPeriod, language: Language, width: Int? = nil) {
        self.sheet = sheet
        self.period = period
        self.width = width
        words = ScoreLabels(sheet, language)
    }

    package func text() -> String {
        var lines = title() + [cites(assessment.clauses), ""]
        if sheet.scores.isEmpty {
            lines.append(labels.say(zh: "没有被考核的主体。", en: "There is no subject to assess."))
        } else {
            lines += table().lines(width: width, flexible: [1])
            lines += warnings() + open()
        }
        lines += unplaced() + notStated() + ["", summary()]
        return DisplayWidth.joined(lines, width: width)
    }

    private func title() -> [String] {
        let pack = labels.pack(sheet.policy.layers.count - 1)
        let (first, last) = (labels.day(sheet.scope.period.lowerBound), labels.day(sheet.scope.period.upperBound))
        let looked =
            sheet.scope.asOf == sheet.scope.period.upperBound
            ? "" : labels.say(zh: "，截至 \(labels.day(sheet.scope.asOf))", en: ", as of \(labels.day(sheet.scope.asOf))")
        return [
            labels.say(zh: "\(pack)：\(labels[assessment.label])", en: "\(pack): \(labels[assessment.label])"),
            labels.say(zh: "\(period.text)（\(first) 至 \(last)\(looked)）", en: "\(period.text) (\(first) to \(last)\(looked))"),
        ]
    }

    private func cites(_ clauses: [ClauseReference]) -> String { labels.say(zh: "依据：", en: "by: ") + labels.cites(clauses) }

    private func table() -> TextTable {
        let hasBands = !assessment.bands.isEmpty
        let hasChange = sheet.scores.contains { $0.previous != nil }
        var headings = labels.language == .chinese ? ["名次", "主体", "总分"] : ["rank", "subject", "total"]
        if hasBands { headings.append(labels.say(zh: "等次", en: "band")) }
        if hasChange { headings.append(labels.say(zh: "较上期", en: "change")) }
        headings += assessment.indicators.map { labels[$0.label] }
        var table = TextTable(headings: headings)
        for score in sheet.scores {
            var cells = [words.rank(score.rank), words.subject(score), words.span(score.total)]
            if hasBands { cells.append(words.bands(score.bands)) }
            if hasChange { cells.append(score.change.map { words.signed($0) } ?? "–") }
            cells += score.indicators.map { $0.count == 0 && $0.doubtful == 0 ? "–" : words.signed($0.points) }
            table.append(.cells(cells))
        }
        return table
    }

    private func warnings() -> [String] {
        var lines: [String] = []
        for score in sheet.scores {
            for warning in score.warnings {
                let declared = assessment.warnings[warning.warning]
                let whom = warning.addressee == score.subject ? "" : labels.say(zh: "，告知 \(warning.addressee)", en: ", to \(warning.addressee)")
                lines.append(
                    labels.say(
                        zh: "  \(words.subject(score))：\(declared.label.zh)\(whom)（\(labels.cites(declared.clauses))）",
                        en: "  \(words.subject(score)): \(declared.label.en)\(whom) (\(labels.cites(declared.clauses)))"))
            }
        }
        return lines.isEmpty ? [] : ["", labels.say(zh: "预警", en: "Warnings")] + lines
    }

    private func open() -> [String] {
        var lines: [String] = []
        for score in sheet.scores where !score.missing.isEmpty || !score.openWarnings.isEmpty {
            let missing = score.missing.isEmpty ? score.openWarnings.flatMap(\.missing).withoutRepeats() : score.missing
            let whose = score.missing.isEmpty ? labels.say(zh: "：他处缺 ", en: ": others lack ") : labels.say(zh: "：缺 ", en: ": lacks ")
            lines.append("  " + words.subject(score) + whose + labels.missing(missing))
            for warning in score.openWarnings {
                let label = assessment.warnings[warning.warning].label
                lines.append(labels.say(zh: "    预警「\(label.zh)」未定", en: "    whether to warn of “\(label.en)” isn't known"))
            }
        }
        for score in sheet.scores {
            for (index, indicator) in score.indicators.enumerated() where indicator.hasNull {
                let label = assessment.indicators[index].label
                lines.append(
                    labels.say(
                        zh: "  \(words.subject(score))：指标「\(label.zh)」算出空值", en: "  \(words.subject(score)): the indicator “\(label.en)” came to null"
                    ))
            }
        }
        return lines.isEmpty ? [] : ["", labels.say(zh: "未定", en: "Not known")] + lines
    }

    private func unplaced() -> [String] {
        guard !sheet.unplaced.isEmpty else { return [] }
        return ["", labels.say(zh: "不知道属于谁的记录", en: "Records of nobody knows whom")]
            + sheet.unplaced.map { "  " + labels.record($0.record) + labels.say(zh: "：缺 ", en: ": lacks ") + labels.missing($0.missing) }
    }

    /// What the text leaves open, and how it was filled.
    private func notStated() -> [String] {
        var all = words.unstatedOfWhole
        for index in assessment.indicators.indices { all += words.unstated(ofIndicator: index).filter { !all.contains($0) } }
        var lines = all.map { "  \(words.values([$0]))" }
        if !assessment.everyStated {
            lines.insert(labels.say(zh: "  考核周期 = \(assessment.every.chinese)", en: "  period = \(assessment.every.rawValue)"), at: 0)
        }
        return lines.isEmpty ? [] : ["", labels.say(zh: "文中未载明的数值", en: "Values that the text doesn't state")] + lines
    }

    private func summary() -> String {
        let count = sheet.scores.count
        let warned = sheet.scores.count { !$0.warnings.isEmpty }
        return labels.say(
            zh: "\(count) 个主体：\(sheet.determined) 个总分已定，\(count - sheet.determined) 个未定，\(warned) 个受预警",
            en: "\(count) subjects: \(sheet.determined) totals known, \(count - sheet.determined) not, \(warned) warned")
    }
}
