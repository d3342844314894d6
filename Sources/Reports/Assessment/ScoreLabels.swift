import Diagnostics
import FEEL
import Policy

/// How the parts of a score are written, in one language.
struct ScoreLabels {
    let sheet: ScoreSheet
    let labels: Labels
    private var assessment: ResolvedAssessment { sheet.assessment }

    init(_ sheet: ScoreSheet, _ language: Language) {
        self.sheet = sheet
        labels = Labels(sheet.policy, language)
    }

    /// `85`, `80 to 90`, `at most 90`, `?`.
    func span(_ span: ScoreSpan) -> String {
        if let value = span.value { return number(value) }
        switch (span.low, span.high) {
        case (let low?, let high?): return labels.say(zh: "\(number(low))～\(number(high))", en: "\(number(low)) to \(number(high))")
        case (let low?, nil): return labels.say(zh: "不低于 \(number(low))", en: "at least \(number(low))")
        case (nil, let high?): return labels.say(zh: "不高于 \(number(high))", en: "at most \(number(high))")
        case (nil, nil): return labels.say(zh: "未定", en: "not known")
        }
    }

    /// With a sign, as what is added.
    func signed(_ span: ScoreSpan) -> String {
        guard let value = span.value else { return self.span(span) }
        return value < .zero || value.isZero ? number(value) : "+" + number(value)
    }

    func number(_ value: Decimal128) -> String { Number(decimal: value).description }

    func bands(_ range: ClosedRange<Int>?) -> String {
        guard let range else { return "–" }
        let (best, worst) = (labels[assessment.bands[range.lowerBound].label], labels[assessment.bands[range.upperBound].label])
        return range.count == 1 ? best : labels.say(zh: "\(worst)～\(best)", en: "\(worst) to \(best)")
    }

    func rank(_ range: ClosedRange<Int>?) -> String {
        guard let range else { return "–" }
        return range.count == 1
            ? "\(range.lowerBound)" : labels.say(zh: "\(range.lowerBound)～\(range.upperBound)", en: "\(range.lowerBound)–\(range.upperBound)")
    }

    func subject(_ score: Score) -> String { score.name.map { labels.both($0, score.subject) } ?? score.subject }

    /// A number that the assessment itself gives, with a remark where it comes of parameters that the text doesn't state.
    func unstated(_ expressions: [CheckedExpression?]) -> [ResolvedParameter] {
        let slots = Set(expressions.compactMap { $0 }.flatMap(\.slots))
        return sheet.policy.parameters.filter { slots.contains($0.slot) && !$0.stated }
    }

    /// Of an indicator's points, weight and bounds.
    func unstated(ofIndicator indicator: Int) -> [ResolvedParameter] {
        let typed = sheet.typed.indicators[indicator]
        return unstated([
            typed.condition, typed.day, typed.points, typed.inAll, typed.weight.expression, typed.floor?.expression, typed.cap?.expression,
        ])
    }

    /// Of the base, the bounds, the bands and the warnings.
    var unstatedOfWhole: [ResolvedParameter] {
        let typed = sheet.typed
        return unstated(
            [typed.base.expression, typed.floor?.expression, typed.cap?.expression] + typed.bands.map { $0?.expression }
                + [typed.bandTable] + typed.warnings.flatMap { [$0.condition, $0.addressee] })
    }

    /// `deduction = 10 points`, for each.
    func values(_ parameters: [ResolvedParameter]) -> String {
        labels.list(
            parameters.map { parameter in
                let value = parameter.value.constantValue.map { labels.value($0, unit: parameter.unit) } ?? parameter.value.text
                return "\(labels[parameter.label]) = \(value)"
            })
    }
}
