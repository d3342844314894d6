import Diagnostics
import Engine
import FEEL
import Policy

/// Explains one subject's score, contribution by contribution.
package struct ScoreExplanation: Sendable {
    private let sheet: ScoreSheet
    private let period: AssessmentPeriod
    private let words: ScoreLabels
    private var labels: Labels { words.labels }
    private var assessment: ResolvedAssessment { sheet.assessment }

    package init(_ sheet: ScoreSheet, period: AssessmentPeriod, language: Language) {
        self.sheet = sheet
        self.period = period
        words = ScoreLabels(sheet, language)
    }

    /// Nil where the subject isn't among those assessed.
    package func text(_ subject: String) -> String? {
        guard let score = sheet.scores.first(where: { $0.subject == subject }) else { return nil }
        var outline = Outline(labels.language)
        outline.line(
            zh: "\(words.subject(score))：\(labels[assessment.label])，\(period.text)",
            en: "\(words.subject(score)): \(labels[assessment.label]), \(period.text)")
        outline.line(labels.say(zh: "依据 ", en: "by ") + labels.cites(assessment.clauses))
        outline.blank()
        outline.line(
            labels.say(zh: "基准分 ", en: "begins with ") + words.number(sheet.typed.base.value) + remark(words.unstated([sheet.typed.base.expression])))
        for index in assessment.indicators.indices { explain(index, score, &outline) }
        outline.blank()
        close(score, &outline)
        return outline.text
    }

    private func explain(_ index: Int, _ score: Score, _ outline: inout Outline) {
        let indicator = assessment.indicators[index]
        let result = score.indicators[index]
        let entries = score.entries.filter { $0.contribution.indicator == index }
        let clauses = labels.cites(indicator.clauses)
        outline.line(
            labels.say(
                zh: "\(indicator.label.zh)（\(clauses)）：\(words.signed(result.points))",
                en: "\(indicator.label.en) (\(clauses)): \(words.signed(result.points))")
                + remark(words.unstated(ofIndicator: index)))
        for entry in entries {
            let contribution = entry.contribution
            let day = contribution.day.map { labels.day($0) } ?? labels.say(zh: "日期未知", en: "day not known")
            let points = contribution.points.map { words.signed(ScoreSpan($0)) } ?? labels.say(zh: "分数未定", en: "points not known")
            let doubt =
                contribution.missing.isEmpty
                ? contribution.points == nil ? labels.say(zh: "（算出空值）", en: " (came to null)") : ""
                : labels.say(
                    zh: "，是否计入未定，缺 \(labels.missing(contribution.missing))",
                    en: ", which isn't settled: lacks \(labels.missing(contribution.missing))")
            outline.item("\(labels.record(entry.record)) \(day) \(points)\(doubt)", 1)
        }
        if let weight = sheet.typed.indicators[index].weight.expression {
            outline.line(
                labels.say(zh: "小计 ", en: "in all ") + words.span(result.raw) + labels.say(zh: "，权重 ", en: ", weight ")
                    + words.number(sheet.typed.indicators[index].weight.value) + remark(words.unstated([weight])), 1)
        } else if assessment.indicators[index].written.inAll != nil {
            outline.line(labels.say(zh: "合计 ", en: "in all ") + words.span(result.raw), 1)
        }
    }

    private func close(_ score: Score, _ outline: inout Outline) {
        outline.line(labels.say(zh: "总分 ", en: "total ") + words.span(score.total))
        if !assessment.bands.isEmpty {
            outline.line(
                labels.say(zh: "等次 ", en: "band ") + words.bands(score.bands)
                    + remark(words.unstated(sheet.typed.bands.map { $0?.expression } + [sheet.typed.bandTable])))
            explainRows(score, &outline)
        }
        outline.line(
            labels.say(zh: "名次 \(words.rank(score.rank))，共 \(sheet.scores.count)", en: "rank \(words.rank(score.rank)) of \(sheet.scores.count)"))
        if let previous = score.previous, let change = score.change {
            outline.line(
                labels.say(
                    zh: "上期 \(words.span(previous))，变动 \(words.signed(change))", en: "before \(words.span(previous)), change \(words.signed(change))")
            )
        }
        for warning in score.warnings {
            let declared = assessment.warnings[warning.warning]
            outline.line(
                labels.say(
                    zh: "预警：\(declared.label.zh)，告知 \(warning.addressee)（\(labels.cites(declared.clauses))）",
                    en: "warning: \(declared.label.en), to \(warning.addressee) (\(labels.cites(declared.clauses)))"))
        }
        for warning in score.openWarnings {
            let label = assessment.warnings[warning.warning].label
            outline.line(
                zh: "预警「\(label.zh)」未定，缺 \(labels.missing(warning.missing))",
                en: "whether to warn of “\(label.en)” isn't known: lacks \(labels.missing(warning.missing))")
        }
    }

    /// The rows of the table of bands that are hit or may be.
    private func explainRows(_ score: Score, _ outline: inout Outline) {
        guard let table = assessment.bandTable, let grade = score.grade else { return }
        for hit in grade.rows where table.table.rows.indices.contains(hit.number) {
            let row = table.table.rows[hit.number]
            let tests = zip(table.table.inputs, row.tests).filter { $1.text != "-" }.map { "`\($0.text)`: `\($1.text)`" }
            let result = row.outputs.map { "`\($0.text)`" }.joined()
            let cites =
                table.clauses[hit.number].isEmpty
                ? ""
                : labels.say(
                    zh: "（\(labels.cites(table.clauses[hit.number]))）", en: " (\(labels.cites(table.clauses[hit.number])))")
            let note = row.note.map { labels.say(zh: "：\($0.zh)", en: ": \($0.en)") } ?? ""
            outline.item(
                labels.say(
                    zh: "第 \(hit.number + 1) 行\(hit.isSure ? "命中" : "可能命中")：\((tests + ["→ " + result]).joined(separator: "，"))",
                    en: "row \(hit.number + 1) \(hit.isSure ? "is hit" : "may be hit"): \((tests + ["→ " + result]).joined(separator: ", "))") + cites
                    + note, 1)
        }
        if grade.rows.isEmpty, let fallback = table.table.fallback {
            let result = fallback.map { "`\($0.text)`" }.joined()
            outline.item(labels.say(zh: "没有一行命中，按默认 → \(result)", en: "no row is hit, so the default → \(result)"), 1)
        }
        if let first = grade.conflict.first, let second = grade.conflict.last {
            outline.item(
                labels.say(
                    zh: "第 \(first + 1) 行与第 \(second + 1) 行同时命中，命中方式不容如此，故没有等次",
                    en: "rows \(first + 1) and \(second + 1) are hit together, against the hit policy: there is no band"), 1)
        }
    }

    private func remark(_ parameters: [ResolvedParameter]) -> String {
        parameters.isEmpty
            ? "" : labels.say(zh: "；文中未载明：\(words.values(parameters))", en: "; not stated in the text: \(words.values(parameters))")
    }
}
