import FEEL
import Policy

/// Puts scores in order and gives each its place, or the places it may have.
struct ScoreRanking {
    private let ranking: ResolvedAssessment.Ranking

    init(_ ranking: ResolvedAssessment.Ranking) { self.ranking = ranking }

    func rank(_ scores: inout [Score]) {
        scores.sort { $0.subject < $1.subject }
        if scores.allSatisfy({ isSettled($0) }) { rankSettled(&scores) } else { rankOpen(&scores) }
    }

    /// Whether everything that its place depends on is known.
    private func isSettled(_ score: Score) -> Bool {
        score.total.value != nil && ranking.thenBy.allSatisfy { score.indicators[$0].points.value != nil }
    }

    // MARK: All is known

    private func rankSettled(_ scores: inout [Score]) {
        // Subjects are in the order of their ids; what is equal stays so.
        let order = scores.indices.sorted { a, b in
            let comparison = compare(scores[a], scores[b])
            return comparison == 0 ? a < b : comparison < 0
        }
        var sorted = order.map { scores[$0] }
        var place = 0
        for index in sorted.indices {
            let isTie = index > 0 && compare(sorted[index - 1], sorted[index]) == 0
            switch ranking.ties {
            case .ordinal: place = index + 1
            case .standardCompetition: if !isTie { place = index + 1 }
            case .dense: if !isTie { place += 1 }
            }
            sorted[index].rank = place...place
        }
        scores = sorted
    }

    /// Below 0 where the first goes before.
    private func compare(_ a: Score, _ b: Score) -> Int {
        let totals = compare(a.total.value, b.total.value, ranking.order)
        if totals != 0 { return totals }
        for indicator in ranking.thenBy {
            let points = compare(a.indicators[indicator].points.value, b.indicators[indicator].points.value, ranking.order)
            if points != 0 { return points }
        }
        return 0
    }

    private func compare(_ a: Decimal128?, _ b: Decimal128?, _ order: RankingOrder) -> Int {
        guard let a, let b else { return 0 }
        let comparison = Decimal128.compare(a, b)
        return order == .descending ? -comparison : comparison
    }

    // MARK: Something is open

    /// The best place has before it those that surely are; the worst all those that may be.
    private func rankOpen(_ scores: inout [Score]) {
        let spans = scores.map { directed($0.total) }
        func surely(_ a: ScoreSpan, before b: ScoreSpan) -> Bool { a.low.flatMap { low in b.high.map { $0 < low } } ?? false }
        for index in scores.indices {
            let mine = spans[index]
            var (sure, possible) = (0, 0)
            var sureTotals: Set<Decimal128> = []
            for other in scores.indices where other != index {
                if surely(spans[other], before: mine) {
                    sure += 1
                    if let value = spans[other].value { sureTotals.insert(value) }
                    possible += 1
                } else if !surely(mine, before: spans[other]), mayPrecede(other, index, spans) {
                    possible += 1
                }
            }
            // Places that don't leave gaps: only totals that are known to differ surely take one each.
            let best = ranking.ties == .dense ? max(sureTotals.count, sure > 0 ? 1 : 0) : sure
            scores[index].rank = (best + 1)...(possible + 1)
        }
        scores.sort { a, b in
            guard let first = a.rank, let second = b.rank else { return a.subject < b.subject }
            return (first.lowerBound, first.upperBound, a.subject) < (second.lowerBound, second.upperBound, b.subject)
        }
    }

    /// Whether another may go before, though not surely: it may have more, or as much where something else decides.
    private func mayPrecede(_ other: Int, _ index: Int, _ spans: [ScoreSpan]) -> Bool {
        guard let theirs = spans[other].high, let mine = spans[index].low else { return true }
        if mine < theirs { return true }
        guard theirs == mine else { return false }
        return !ranking.thenBy.isEmpty || (ranking.ties == .ordinal && other < index)
    }

    /// So that more is always better.
    private func directed(_ span: ScoreSpan) -> ScoreSpan {
        ranking.order == .descending ? span : ScoreSpan(low: span.high?.negated, high: span.low?.negated)
    }
}
