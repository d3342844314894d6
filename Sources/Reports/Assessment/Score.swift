import Engine
import FEEL
import Policy

/// What one subject scores in one assessment.
package struct Score: Sendable, Hashable {
    package var subject: String
    package var name: String?
    /// By indicator.
    package var indicators: [Indicator]
    package var total: ScoreSpan
    /// The bands that the ends of the total have, from the highest down; empty where there are none.
    package var bands: ClosedRange<Int>?
    /// What the table of bands came to, where there is one.
    package var grade: ScoreJudge.Grade?
    /// The places it may have; nil until it is ranked.
    package var rank: ClosedRange<Int>?
    /// Of the period before; nil where that isn't asked, or the assessment wasn't held.
    package var previous: ScoreSpan?
    package var warnings: [Warning]
    /// Warnings that can't be told, and the facts that would settle each.
    package var openWarnings: [OpenWarning]
    /// The facts that would settle what isn't known, sorted.
    package var missing: [String]
    /// Records one by one, where they are kept.
    package var entries: [Entry]

    package var change: ScoreSpan? { previous.map { total - $0 } }

    package struct Indicator: Sendable, Hashable {
        /// Records that surely count.
        package var count: Int
        /// Records that may count.
        package var doubtful: Int
        /// What they come to, before the weight.
        package var raw: ScoreSpan
        /// What it adds to the total.
        package var points: ScoreSpan
        /// An expression came to null: a fault of the policy.
        package var hasNull: Bool
    }

    package struct Warning: Sendable, Hashable {
        /// An index into the assessment's warnings.
        package var warning: Int
        package var addressee: String
    }

    package struct OpenWarning: Sendable, Hashable {
        package var warning: Int
        package var missing: [String]
    }

    package struct Entry: Sendable, Hashable {
        package var record: String
        package var contribution: Contribution
    }
}

/// An assessment of all its subjects over one period, in order of rank.
package struct ScoreSheet: Sendable {
    package let policy: ResolvedPolicy
    package let typed: TypedAssessment
    /// An index into the policy's assessments.
    package let number: Int
    package let scope: AssessmentScope
    package let scores: [Score]
    package let unplaced: [ScoreBook.Unplaced]

    package var assessment: ResolvedAssessment { policy.assessments[number] }

    init(_ reckoning: ScoreReckoning, accounts: [ScoreBook.Account], unplaced: [ScoreBook.Unplaced]) {
        policy = reckoning.policy
        typed = reckoning.checked
        number = reckoning.number
        scope = reckoning.scope
        self.unplaced = unplaced
        var scores = accounts.map { reckoning.score($0) }
        ScoreRanking(reckoning.assessment.ranking).rank(&scores)
        let count = scores.count
        let missing = scores.reduce(into: Set<String>()) { if $1.total.value == nil { $0.formUnion($1.missing) } }.sorted()
        self.scores = scores.map { reckoning.warned($0, among: count, missing: missing) }
    }

    /// Subjects whose totals are known.
    package var determined: Int { scores.count { $0.total.value != nil } }
}
