import Diagnostics
import Engine
import FEEL
import Policy

/// Scores for other programs: JSON and CSV (`docs/commands.md`).
package enum ScoreData {
    package static func json(_ sheets: [ScoreSheet], _ policy: ResolvedPolicy, period: AssessmentPeriod, scope: AssessmentScope, rejected: Int)
        -> String
    {
        JSONDocument.text(
            of: .object([
                ("pack", .string(policy.id)), ("digest", .string(policy.digest)), ("period", .string(period.text)),
                ("from", day(scope.period.lowerBound)), ("to", day(scope.period.upperBound)), ("asOf", day(scope.asOf)),
                ("assessments", .list(sheets.map(value))),
                (
                    "unplaced",
                    .list((sheets.first?.unplaced ?? []).map { .object([("record", .string($0.record)), ("missing", .texts($0.missing))]) })
                ),
                ("rejected", .number(rejected)),
            ]))
    }

    private static func value(_ sheet: ScoreSheet) -> JSONDocument.Value {
        let (policy, assessment) = (sheet.policy, sheet.assessment)
        let words = ScoreLabels(sheet, .english)
        return .object([
            ("assessment", .string(assessment.name)), ("label", .phrase(assessment.label)), ("clauses", .texts(assessment.clauses.map(policy.cite))),
            ("every", .string(assessment.every.rawValue)), ("everyStated", .boolean(assessment.everyStated)),
            ("base", .decimal(sheet.typed.base.value)), ("notStated", .texts(words.unstatedOfWhole.map(\.name))),
            (
                "indicators",
                .list(
                    assessment.indicators.enumerated().map { index, indicator in
                        .object([
                            ("indicator", .string(indicator.name)), ("label", .phrase(indicator.label)),
                            ("clauses", .texts(indicator.clauses.map(policy.cite))), ("weight", .decimal(sheet.typed.indicators[index].weight.value)),
                            ("notStated", .texts(words.unstated(ofIndicator: index).map(\.name))),
                        ])
                    })
            ),
            (
                "ranking",
                .object([("order", .string(assessment.ranking.order.rawValue)), ("ties", .string(assessment.ranking.ties.rawValue))])
            ),
            ("scores", .list(sheet.scores.map { value($0, sheet) })),
        ])
    }

    private static func value(_ score: Score, _ sheet: ScoreSheet) -> JSONDocument.Value {
        let (policy, assessment) = (sheet.policy, sheet.assessment)
        return .object([
            ("subject", .string(score.subject)), ("name", .text(score.name)), ("total", span(score.total)), ("band", band(score.bands, assessment)),
            (
                "bandRows",
                score.grade.map { grade in
                    .list(grade.rows.map { .object([("row", .number($0.number + 1)), ("sure", .boolean($0.isSure))]) })
                } ?? .null
            ), ("bandConflict", .list((score.grade?.conflict ?? []).map { .number($0 + 1) })),
            ("rank", rank(score.rank)), ("previous", score.previous.map(span) ?? .null), ("change", score.change.map(span) ?? .null),
            (
                "indicators",
                .list(
                    score.indicators.enumerated().map { index, indicator in
                        .object([
                            ("indicator", .string(assessment.indicators[index].name)), ("count", .number(indicator.count)),
                            ("doubtful", .number(indicator.doubtful)), ("points", span(indicator.points)),
                            (
                                "records",
                                .list(score.entries.filter { $0.contribution.indicator == index }.map { value($0) })
                            ),
                        ])
                    })
            ),
            (
                "warnings",
                .list(
                    score.warnings.map { warning in
                        let declared = assessment.warnings[warning.warning]
                        return .object([
                            ("warning", .string(declared.name)), ("label", .phrase(declared.label)), ("addressee", .string(warning.addressee)),
                            ("clauses", .texts(declared.clauses.map(policy.cite))),
                        ])
                    })
            ),
            (
                "openWarnings",
                .list(
                    score.openWarnings.map {
                        .object([("warning", .string(assessment.warnings[$0.warning].name)), ("missing", .texts($0.missing))])
                    })
            ),
            ("missing", .texts(score.missing)),
        ])
    }

    private static func value(_ entry: Score.Entry) -> JSONDocument.Value {
        .object([
            ("record", .string(entry.record)), ("day", day(entry.contribution.day)),
            ("points", entry.contribution.points.map { .decimal($0) } ?? .null), ("certain", .boolean(entry.contribution.isCertain)),
            ("missing", .texts(entry.contribution.missing)),
        ])
    }

    /// A number, or `{"low", "high"}` where it isn't known.
    private static func span(_ span: ScoreSpan) -> JSONDocument.Value {
        if let value = span.value { return .decimal(value) }
        return .object([("low", span.low.map { .decimal($0) } ?? .null), ("high", span.high.map { .decimal($0) } ?? .null)])
    }

    private static func band(_ range: ClosedRange<Int>?, _ assessment: ResolvedAssessment) -> JSONDocument.Value {
        guard let range else { return .null }
        let (best, worst) = (assessment.bands[range.lowerBound].name, assessment.bands[range.upperBound].name)
        return range.count == 1 ? .string(best) : .object([("low", .string(worst)), ("high", .string(best))])
    }

    private static func rank(_ range: ClosedRange<Int>?) -> JSONDocument.Value {
        guard let range else { return .null }
        return range.count == 1 ? .number(range.lowerBound) : .object([("low", .number(range.lowerBound)), ("high", .number(range.upperBound))])
    }

    private static func day(_ day: Int32?) -> JSONDocument.Value { .text(day.map { CivilDay.text($0) }) }

    // MARK: CSV

    /// The columns of ``csvRows(_:period:)``.
    package static let columns = [
        "assessment", "period", "subject", "name", "total", "totalLow", "totalHigh", "band", "rank", "change", "warnings", "missing",
    ]

    /// One row a subject; lists joined by `; `. What isn't known is empty, but for the ends of the total.
    package static func csvRows(_ sheet: ScoreSheet, period: AssessmentPeriod) -> [[String]] {
        func text(_ number: Decimal128?) -> String { number.map { Number(decimal: $0).description } ?? "" }
        return sheet.scores.map { score in
            [
                sheet.assessment.name, period.text, score.subject, score.name ?? "", text(score.total.value), text(score.total.low),
                text(score.total.high), score.bands.flatMap { $0.count == 1 ? sheet.assessment.bands[$0.lowerBound].name : nil } ?? "",
                score.rank.flatMap { $0.count == 1 ? "\($0.lowerBound)" : nil } ?? "", text(score.change?.value),
                score.warnings.map { sheet.assessment.warnings[$0.warning].name }.joined(separator: "; "), score.missing.joined(separator: "; "),
            ]
        }
    }
}

extension JSONDocument.Value {
    /// A number with all its digits.
    static func decimal(_ value: Decimal128) -> Self { .digits(Number(decimal: value).description) }
}
