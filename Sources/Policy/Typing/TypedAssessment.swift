import FEEL

/// An assessment whose every expression is parsed, resolved and typed, with the numbers that are the same for every record.
package struct TypedAssessment: Sendable {
    package var base: TypedNumber
    package var floor: TypedNumber?
    package var cap: TypedNumber?
    package var except: CheckedExpression?
    package var shownAs: CheckedExpression?
    /// As in ``ResolvedAssessment/indicators``.
    package var indicators: [Indicator]
    /// As in ``ResolvedAssessment/bands``: the lowest total of each; nil takes the rest.
    package var bands: [TypedNumber?]
    /// Says who has which band.
    package var bandTable: CheckedExpression?
    /// The totals at which what it says may change, ascending; nil where that can't be seen.
    package var bandCuts: [Decimal128]?
    /// As in ``ResolvedAssessment/warnings``.
    package var warnings: [Warning]

    /// A constant number with the expression that gave it.
    package struct TypedNumber: Sendable {
        package var expression: CheckedExpression?
        package var value: Decimal128
    }

    package struct Indicator: Sendable {
        package var condition: CheckedExpression?
        package var day: CheckedExpression?
        package var points: CheckedExpression?
        package var inAll: CheckedExpression?
        package var weight: TypedNumber
        package var floor: TypedNumber?
        package var cap: TypedNumber?
    }

    package struct Warning: Sendable {
        package var condition: CheckedExpression?
        package var addressee: CheckedExpression?
    }

    /// The slots of the policy's names that its expressions read, in order of first mention.
    package var slots: [Int] {
        var all = [base.expression, floor?.expression, cap?.expression, except, shownAs]
        for indicator in indicators {
            all += [
                indicator.condition, indicator.day, indicator.points, indicator.inAll, indicator.weight.expression, indicator.floor?.expression,
                indicator.cap?.expression,
            ]
        }
        all += bands.map { $0?.expression } + [bandTable] + warnings.flatMap { [$0.condition, $0.addressee] }
        return all.compactMap { $0 }.flatMap(\.slots).withoutRepeats()
    }

    /// Every expression with its place, in order.
    func expressions(_ assessment: ResolvedAssessment) -> [(checked: CheckedExpression, written: WrittenExpression)] {
        var all: [(CheckedExpression, WrittenExpression)] = []
        func add(_ checked: CheckedExpression?, _ written: WrittenExpression?) {
            if let checked, let written { all.append((checked, written)) }
        }
        add(base.expression, assessment.base)
        add(floor?.expression, assessment.floor)
        add(cap?.expression, assessment.cap)
        add(except, assessment.except)
        add(shownAs, assessment.shownAs)
        for (typed, indicator) in zip(indicators, assessment.indicators) {
            let written = indicator.written
            add(typed.condition, written.condition)
            add(typed.day, written.day)
            add(typed.points, written.points)
            add(typed.inAll, written.inAll)
            add(typed.weight.expression, written.weight)
            add(typed.floor?.expression, written.floor)
            add(typed.cap?.expression, written.cap)
        }
        for (typed, band) in zip(bands, assessment.bands) { add(typed?.expression, band.written.from) }
        add(bandTable, assessment.bandTable?.table.written)
        for (typed, warning) in zip(warnings, assessment.warnings) {
            add(typed.condition, warning.written.condition)
            add(typed.addressee, warning.written.addressee)
        }
        return all
    }
}

/// What an assessment's expressions over a record may ask beside what rules may: what the plan makes of the record at the period's end.
package enum StandingFunction: Int, Sendable, CaseIterable {
    case stands = 100
    case imposed, statusOf, periodStart, periodEnd

    package var name: String {
        switch self {
        case .stands: "stands"
        case .imposed: "imposed"
        case .statusOf: "status of"
        case .periodStart: "period start"
        case .periodEnd: "period end"
        }
    }

    /// The Chinese spelling.
    package var chineseName: String {
        switch self {
        case .stands: "存续"
        case .imposed: "已施加"
        case .statusOf: "措施状态"
        case .periodStart: "期初"
        case .periodEnd: "期末"
        }
    }

    var takesMeasure: Bool { self != .periodStart && self != .periodEnd }
}

/// What an assessment's expressions over a whole score may read: slots behind those of the policy's own names.
package enum ScoreVariable: Int, Sendable, CaseIterable {
    case count, sum
    case total, previousTotal, change, band, rank, subjects, subject

    package var name: String {
        switch self {
        case .count: "count"
        case .sum: "sum"
        case .total: "total"
        case .previousTotal: "previous total"
        case .change: "change"
        case .band: "band"
        case .rank: "rank"
        case .subjects: "subjects"
        case .subject: "subject"
        }
    }

    /// The Chinese spelling.
    package var chineseName: String {
        switch self {
        case .count: "件数"
        case .sum: "小计"
        case .total: "总分"
        case .previousTotal: "上期总分"
        case .change: "变动"
        case .band: "等级"
        case .rank: "名次"
        case .subjects: "主体数"
        case .subject: "主体"
        }
    }

    /// Over the records of one indicator; the others are over a score.
    static let ofIndicator: [ScoreVariable] = [.count, .sum]
    static let ofScore: [ScoreVariable] = allCases.filter { !ofIndicator.contains($0) }
    /// What is known of a score before it has a band.
    static let ofBand: [ScoreVariable] = [.total, .previousTotal, .change, .subject]
}

/// The functions of warnings: an indicator's points and how many records it counts.
package enum IndicatorFunction: Int, Sendable, CaseIterable {
    case pointsOf = 200
    case countOf

    package var name: String { self == .pointsOf ? "points of" : "count of" }
    package var chineseName: String { self == .pointsOf ? "得分" : "计数" }
}
