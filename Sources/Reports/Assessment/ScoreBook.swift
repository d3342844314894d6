import Engine
import FEEL
import Policy

/// Takes what records contribute, in the order of the input, and keeps what each subject comes to. Memory grows with the subjects, and with the
/// records only where these are to be shown.
package struct ScoreBook: Sendable {
    package let plan: Plan
    package let scope: AssessmentScope
    /// Whose contributions are kept, to be shown one by one.
    package let keeps: Keeping
    /// By assessment of the scope.
    private(set) var ledgers: [Ledger]
    /// Records of which it isn't known whom they are about.
    package private(set) var unplaced: [Unplaced] = []

    package enum Keeping: Sendable, Hashable {
        case none
        case all
        case subject(String)
    }

    package struct Unplaced: Sendable, Hashable {
        package var record: String
        package var missing: [String]
    }

    /// The subjects of one assessment.
    struct Ledger: Sendable {
        var indexes: [String: Int] = [:]
        var accounts: [Account] = []
    }

    /// What one subject has come to so far.
    struct Account: Sendable {
        var subject: String
        var name: String?
        /// By indicator.
        var current: [Tally]
        var previous: [Tally]
        var entries: [Score.Entry] = []
    }

    /// The records of one indicator and period.
    struct Tally: Sendable {
        var count = 0
        /// Nil where 34 digits don't hold it, or a record's points can't be told.
        var sum: Decimal128? = .zero
        /// The points of records that may count.
        var doubtful: [Decimal128?] = []
        var missing: Set<String> = []
        /// A record's points came to null: a fault of the policy.
        var hasNull = false

        mutating func add(_ contribution: Contribution) {
            missing.formUnion(contribution.missing)
            if contribution.points == nil, contribution.missing.isEmpty { hasNull = true }
            guard contribution.isCertain else { return doubtful.append(contribution.points) }
            count += 1
            sum = sum.flatMap { sum in contribution.points.flatMap { Decimal128.add(sum, $0) } }
        }
    }

    package init(_ plan: Plan, _ scope: AssessmentScope, keeps: Keeping = .none) {
        self.plan = plan
        self.scope = scope
        self.keeps = keeps
        ledgers = scope.assessments.map { _ in Ledger() }
    }

    package mutating func add(_ record: AssessedRecord) {
        guard let subject = record.subject else {
            unplaced.append(Unplaced(record: record.record, missing: record.missing))
            return
        }
        for entry in record.entries {
            let count = plan.policy.assessments[scope.assessments[entry.assessment]].indicators.count
            let index: Int
            if let known = ledgers[entry.assessment].indexes[subject] {
                index = known
            } else {
                index = ledgers[entry.assessment].accounts.count
                ledgers[entry.assessment].indexes[subject] = index
                ledgers[entry.assessment].accounts.append(
                    Account(
                        subject: subject, current: [Tally](repeating: Tally(), count: count), previous: [Tally](repeating: Tally(), count: count)))
            }
            ledgers[entry.assessment].accounts[index].add(entry, record.record, keeps: keeps == .all || keeps == .subject(subject))
        }
    }

    /// What it all comes to, by assessment of the scope.
    package func sheets() -> [ScoreSheet] {
        ledgers.indices.map { ScoreSheet(ScoreReckoning(plan, scope, place: $0), accounts: ledgers[$0].accounts, unplaced: unplaced) }
    }
}

extension ScoreBook.Account {
    fileprivate mutating func add(_ entry: AssessedRecord.Entry, _ record: String, keeps: Bool) {
        if name == nil { name = entry.name }
        for contribution in entry.contributions {
            if contribution.isPrevious {
                previous[contribution.indicator].add(contribution)
            } else {
                current[contribution.indicator].add(contribution)
                if keeps { entries.append(Score.Entry(record: record, contribution: contribution)) }
            }
        }
    }
}
