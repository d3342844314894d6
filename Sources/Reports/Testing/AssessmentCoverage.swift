import Diagnostics
import Engine
import Policy

/// Which indicators, bands, rows of tables of bands, and warnings some tests reach.
package struct AssessmentCoverage: Sendable {
    /// By assessment.
    package private(set) var indicators: [Set<Int>]
    package private(set) var bands: [Set<Int>]
    package private(set) var rows: [Set<Int>]
    package private(set) var warnings: [Set<Int>]

    init(_ policy: ResolvedPolicy) {
        indicators = policy.assessments.map { _ in [] }
        bands = indicators
        rows = indicators
        warnings = indicators
    }

    mutating func add(_ sheet: ScoreSheet) {
        for score in sheet.scores {
            indicators[sheet.number].formUnion(score.indicators.indices.filter { score.indicators[$0].count > 0 })
            if let band = score.bands, band.count == 1 { bands[sheet.number].insert(band.lowerBound) }
            rows[sheet.number].formUnion((score.grade?.rows ?? []).filter(\.isSure).map(\.number))
            warnings[sheet.number].formUnion(score.warnings.map(\.warning))
        }
    }
}

extension AssessmentCoverage {
    /// The indicators that count nothing, the bands, rows and warnings that nobody comes to, of the assessments that the pack wrote or refines.
    package func text(_ policy: ResolvedPolicy, _ language: Language) -> String {
        let labels = Labels(policy, language)
        let lowest = policy.layers.count - 1
        var outline = Outline(language)
        var (parts, reached) = (0, 0)
        for (number, assessment) in policy.assessments.enumerated() where assessment.provenance.contains(where: { $0.layer == lowest }) {
            func tell(_ isReached: Bool, _ location: Location, zh: String, en: String) {
                parts += 1
                if isReached { reached += 1 } else { outline.line("\(TestReport.place(location)): \(labels.say(zh: zh, en: en))") }
            }
            // What a refined assessment has from above is that pack's own affair.
            for (index, part) in assessment.indicators.enumerated() where part.layer == lowest {
                tell(
                    indicators[number].contains(index), part.written.location, zh: "指标「\(part.name)」没有计入过记录",
                    en: "the indicator `\(part.name)` counts no record")
            }
            for (index, part) in assessment.bands.enumerated() where assessment.layer == lowest {
                tell(
                    bands[number].contains(index), part.written.location, zh: "没有主体落入等次「\(part.name)」",
                    en: "nobody comes to the band `\(part.name)`")
            }
            for (index, row) in (assessment.bandTable?.table.rows ?? []).enumerated() where assessment.layer == lowest {
                tell(
                    rows[number].contains(index), row.location, zh: "「\(assessment.name)」等次表的第 \(index + 1) 行从未命中",
                    en: "row \(index + 1) of the bands of `\(assessment.name)` is never hit")
            }
            for (index, part) in assessment.warnings.enumerated() where part.layer == lowest {
                tell(
                    warnings[number].contains(index), part.written.location, zh: "预警「\(part.name)」从未发出",
                    en: "the warning `\(part.name)` is never given")
            }
        }
        if parts > 0 {
            outline.line(
                zh: "用例到达考核的 \(parts) 个指标、等次、等次表的行和预警中的 \(reached) 个",
                en: "the tests reach \(reached) of \(parts) indicators, bands, rows of bands and warnings of assessments")
        }
        return outline.text
    }
}
