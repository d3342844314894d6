import Engine
import FEEL
import Policy

/// Makes scores of what subjects' records come to.
struct ScoreReckoning {
    let policy: ResolvedPolicy
    let number: Int
    let scope: AssessmentScope
    let assessment: ResolvedAssessment
    let checked: TypedAssessment
    private let judge: ScoreJudge
    /// Whether it was held in the period before.
    private let hasPrevious: Bool
    /// Above this many ways in which doubtful records may fall out, nothing is said but the bounds.
    private static let ways = 4096

    /// - Parameter place: the assessment's place in the scope.
    init(_ plan: Plan, _ scope: AssessmentScope, place: Int) {
        policy = plan.policy
        number = scope.assessments[place]
        self.scope = scope
        assessment = plan.policy.assessments[number]
        checked = plan.typed.assessments[number]
        judge = ScoreJudge(plan, assessment: number)
        hasPrevious = scope.previous.map { plan.policy.isHeld(plan.policy.assessments[scope.assessments[place]], over: $0, law: scope.law) } ?? false
    }

    /// Everything but the rank and what depends on it.
    func score(_ account: ScoreBook.Account) -> Score {
        let indicators = account.current.indices.map { indicator($0, account.current[$0]) }
        let total = self.total(indicators)
        var previous: ScoreSpan?
        if hasPrevious { previous = self.total(account.previous.indices.map { indicator($0, account.previous[$0]) }) }
        let missing = (account.current + account.previous).reduce(into: Set<String>()) { $0.formUnion($1.missing) }
        var score = Score(
            subject: account.subject, name: account.name, indicators: indicators, total: total, bands: nil, rank: nil,
            previous: previous, warnings: [], openWarnings: [], missing: missing.sorted(), entries: account.entries)
        if checked.bandTable == nil {
            score.bands = bands(total)
        } else {
            score.grade = judge.grade(summary(score, among: 0, missing: []), totals: totals(total))
            score.bands = score.grade?.bands
        }
        return score
    }

    // MARK: Points

    private func indicator(_ number: Int, _ tally: ScoreBook.Tally) -> Score.Indicator {
        let typed = checked.indicators[number]
        var hasNull = tally.hasNull
        let raw = raw(number, tally, &hasNull).clamped(floor: typed.floor?.value, cap: typed.cap?.value)
        return Score.Indicator(
            count: tally.count, doubtful: tally.doubtful.count, raw: raw, points: raw.times(typed.weight.value), hasNull: hasNull)
    }

    private func raw(_ number: Int, _ tally: ScoreBook.Tally, _ hasNull: inout Bool) -> ScoreSpan {
        guard let sum = tally.sum else { return .open }
        guard judge.countsTogether(number) else {
            // Each that may count may add what it has, or nothing.
            return tally.doubtful.reduce(ScoreSpan(sum)) { span, points in
                guard let points else { return .open }
                return span + (points < .zero ? ScoreSpan(low: points, high: .zero) : ScoreSpan(low: .zero, high: points))
            }
        }
        guard let ways = ways(tally, from: sum) else { return .open }
        var span: ScoreSpan?
        for way in ways {
            guard let points = judge.points(ofIndicator: number, count: way.count, sum: way.sum) else {
                hasNull = true
                return .open
            }
            let low = span?.low.map { min($0, points) } ?? points
            let high = span?.high.map { max($0, points) } ?? points
            span = ScoreSpan(low: low, high: high)
        }
        return span ?? .open
    }

    private struct Way: Hashable {
        var count: Int
        var sum: Decimal128
    }

    /// Every number and sum of records that may come about; nil where they can't be told, or are too many.
    private func ways(_ tally: ScoreBook.Tally, from sum: Decimal128) -> Set<Way>? {
        var ways: Set<Way> = [Way(count: tally.count, sum: sum)]
        for points in tally.doubtful {
            guard let points else { return nil }
            for way in ways {
                guard let sum = Decimal128.add(way.sum, points) else { return nil }
                ways.insert(Way(count: way.count + 1, sum: sum))
            }
            if ways.count > Self.ways { return nil }
        }
        return ways
    }

    private func total(_ indicators: [Score.Indicator]) -> ScoreSpan {
        indicators.reduce(ScoreSpan(checked.base.value)) { $0 + $1.points }.clamped(floor: checked.floor?.value, cap: checked.cap?.value)
    }

    /// From the best band to the worst that the total may have.
    private func bands(_ total: ScoreSpan) -> ClosedRange<Int>? {
        guard !assessment.bands.isEmpty else { return nil }
        let last = assessment.bands.count - 1
        let best = total.high.map { band($0) ?? last } ?? 0
        let worst = total.low.map { band($0) ?? last } ?? last
        // A total below every band has none.
        if let high = total.high, band(high) == nil { return nil }
        return best...max(best, worst)
    }

    /// Of totals that aren't known, enough that a table of bands says of one of them whatever it may say of any.
    private func totals(_ span: ScoreSpan) -> [Decimal128] {
        guard span.value == nil, let cuts = checked.bandCuts else { return [] }
        func beside(_ value: Decimal128?, _ step: Int64) -> Decimal128? { value.flatMap { Decimal128.add($0, Decimal128(step)) } }
        // Beyond the last cut nothing changes.
        guard let low = span.low ?? beside([cuts.first, span.high].compactMap { $0 }.min(by: <) ?? .zero, -1),
            let high = span.high ?? beside([cuts.last, low].compactMap { $0 }.max(by: <) ?? .zero, 1)
        else { return [] }
        let points = [low] + cuts.filter { low < $0 && $0 < high } + [high]
        guard let half = Decimal128.divide(Decimal128(1), Decimal128(2)) else { return [] }
        let between = zip(points, points.dropFirst()).compactMap { Decimal128.add($0, $1).flatMap { Decimal128.multiply($0, half) } }
        return between.count == points.count - 1 ? points + between : []
    }

    private func band(_ total: Decimal128) -> Int? { checked.bands.firstIndex { $0.map { !(total < $0.value) } ?? true } }

    // MARK: Warnings

    /// - Parameter missing: the facts that would settle all totals.
    func warned(_ score: Score, among count: Int, missing: [String]) -> Score {
        guard !assessment.warnings.isEmpty else { return score }
        var score = score
        let verdicts = judge.verdicts(summary(score, among: count, missing: missing))
        for (index, verdict) in verdicts.enumerated() {
            switch verdict {
            case .warns(let addressee): score.warnings.append(Score.Warning(warning: index, addressee: addressee))
            case .open(let missing): score.openWarnings.append(Score.OpenWarning(warning: index, missing: missing))
            case .silent: break
            }
        }
        return score
    }

    private func summary(_ score: Score, among count: Int, missing: [String]) -> ScoreJudge.Summary {
        func quantity(_ span: ScoreSpan?) -> ScoreJudge.Quantity {
            guard let span else { return .none }
            return span.value.map { .known($0) } ?? .unknown(score.missing)
        }
        return ScoreJudge.Summary(
            subject: score.subject, total: quantity(score.total), previousTotal: quantity(score.previous), change: quantity(score.change),
            band: score.bands, rank: score.rank, subjects: count, points: score.indicators.map { quantity($0.points) },
            counts: score.indicators.map { $0.doubtful == 0 ? .known(Decimal128(Int64($0.count))) : .unknown(score.missing) },
            missing: score.missing, missingOfRank: missing)
    }
}

extension ResolvedPolicy {
    /// Whether the pack that wrote an assessment is in force on the last day of a period, or on the day whose policies apply.
    package func isHeld(_ assessment: ResolvedAssessment, over period: ClosedRange<Int32>, law: Int32?) -> Bool {
        layers[assessment.layer].inForce.contains(law ?? period.upperBound)
    }
}
