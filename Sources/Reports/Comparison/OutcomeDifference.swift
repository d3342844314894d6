import Diagnostics
import Engine
import Policy

/// How two packs treat one record differently.
package struct OutcomeDifference: Sendable, Hashable {
    package var record: String
    package var subject: String?
    package var measures: [Row]
    /// What is left to the authority's choice under one pack only, or for other measures under each.
    package var options: [OptionRow]
    /// Rules that can't be told under one pack only, or for want of other facts under each.
    package var undetermined: [UndeterminedRow]

    /// A measure that stands under one pack only, or otherwise under each.
    package struct Row: Sendable, Hashable {
        package var measure: String
        package var first: Decision.Measure?
        package var second: Decision.Measure?

        package var relation: PackDifference.Relation { first == nil ? .onlySecond : second == nil ? .onlyFirst : .differs }
    }

    /// An open option. Those of both packs with the same choices meet.
    package struct OptionRow: Sendable, Hashable {
        package var choices: [String]
        package var first: Decision.Option?
        package var second: Decision.Option?

        package var relation: PackDifference.Relation { first == nil ? .onlySecond : second == nil ? .onlyFirst : .differs }
    }

    /// A rule and the facts that would settle it; nil where it is settled, or where the pack doesn't have it.
    package struct UndeterminedRow: Sendable, Hashable {
        package var rule: String
        package var first: [String]?
        package var second: [String]?

        package var relation: PackDifference.Relation { first == nil ? .onlySecond : second == nil ? .onlyFirst : .differs }
    }

    /// Nil where both decisions treat the record alike: the same measures on the same addressees, with the same status, dates and adjustments, the same
    /// options, and the same left undetermined.
    package init?(_ first: Decision, _ second: Decision) {
        record = first.record
        subject = first.subject ?? second.subject
        var rest = second.measures
        // Those that are alike in everything meet first; what is left, by addressee, then by name alone.
        let unlike = first.measures.filter { measure in
            guard let index = rest.firstIndex(where: { OutcomeDifference.areAlike($0, measure) }) else { return true }
            rest.remove(at: index)
            return false
        }
        var rows = unlike.map { Row(measure: $0.measure, first: $0, second: nil) }
        for needsAddressee in [true, false] {
            for row in rows.indices where rows[row].second == nil {
                guard let measure = rows[row].first,
                    let index = rest.firstIndex(where: {
                        $0.measure == measure.measure && (!needsAddressee || $0.addressee == measure.addressee)
                    })
                else { continue }
                rows[row].second = rest.remove(at: index)
            }
        }
        measures = rows
        measures += rest.map { Row(measure: $0.measure, first: nil, second: $0) }
        options = OutcomeDifference.options(first.options, second.options)
        undetermined = OutcomeDifference.undetermined(first.undetermined, second.undetermined)
        if measures.isEmpty, options.isEmpty, undetermined.isEmpty { return nil }
    }

    private static func options(_ first: [Decision.Option], _ second: [Decision.Option]) -> [OptionRow] {
        var rest = second
        var rows: [OptionRow] = []
        for option in first {
            if let same = rest.firstIndex(where: { $0.choices == option.choices && $0.measures == option.measures }) {
                rest.remove(at: same)
            } else {
                rows.append(OptionRow(choices: option.choices, first: option, second: nil))
            }
        }
        for index in rows.indices {
            guard let same = rest.firstIndex(where: { $0.choices == rows[index].choices }) else { continue }
            rows[index].second = rest.remove(at: same)
        }
        return rows + rest.map { OptionRow(choices: $0.choices, first: nil, second: $0) }
    }

    private static func undetermined(_ first: [Decision.Undetermined], _ second: [Decision.Undetermined]) -> [UndeterminedRow] {
        var rows = first.compactMap { row -> UndeterminedRow? in
            let other = second.first { $0.rule == row.rule }
            return other?.missing == row.missing ? nil : UndeterminedRow(rule: row.rule, first: row.missing, second: other?.missing)
        }
        for row in second where !first.contains(where: { $0.rule == row.rule }) {
            rows.append(UndeterminedRow(rule: row.rule, first: nil, second: row.missing))
        }
        return rows
    }

    private static func areAlike(_ a: Decision.Measure, _ b: Decision.Measure) -> Bool {
        a.measure == b.measure && a.addressee == b.addressee && a.status == b.status && a.from == b.from && a.until == b.until && a.due == b.due
            && a.adjusted == b.adjusted && a.modality == b.modality
    }
}

/// How many records two packs treat differently, and by which measures: of a size that hangs on the vocabulary alone.
package struct OutcomeMatrix: Sendable, Hashable {
    package var compared = 0
    package var different = 0
    package var rejected = 0
    /// By measure: how often it stands only under the first, only under the second, otherwise under each.
    package private(set) var measures: [String: [PackDifference.Relation: Int]] = [:]
    /// How many options, and how many undetermined rules.
    package private(set) var options: [PackDifference.Relation: Int] = [:]
    package private(set) var undetermined: [PackDifference.Relation: Int] = [:]

    package init() {}

    package mutating func add(_ difference: OutcomeDifference) {
        different += 1
        for row in difference.measures { measures[row.measure, default: [:]][row.relation, default: 0] += 1 }
        for row in difference.options { options[row.relation, default: 0] += 1 }
        for row in difference.undetermined { undetermined[row.relation, default: 0] += 1 }
    }
}
