import FEEL
import Policy

/// Which parts of a policy some cases reach. One observer looks on at many cases; those of several threads are merged.
package struct CoverageObserver: ReplayObserver, Sendable {
    /// What a rule's condition has come to so far.
    package struct Outcomes: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let isTrue = Outcomes(rawValue: 1)
        package static let isFalse = Outcomes(rawValue: 2)
        package static let isUnknown = Outcomes(rawValue: 4)
    }

    /// By rule.
    package private(set) var outcomes: [Outcomes]
    /// By rule: whether it fired.
    package private(set) var hasFired: [Bool]
    /// By rule and action: whether it was carried out.
    package private(set) var hasActed: [[Bool]]

    /// By definition: for each row of a decision table, whether it was hit where a rule read it; empty for anything else.
    package private(set) var rowsHit: [[Bool]]

    package init(_ plan: Plan) {
        rowsHit = plan.policy.definitions.map { [Bool](repeating: false, count: $0.table?.table.rows.count ?? 0) }
        outcomes = [Outcomes](repeating: [], count: plan.rules.count)
        hasFired = [Bool](repeating: false, count: plan.rules.count)
        hasActed = plan.rules.map { [Bool](repeating: false, count: $0.actions.count) }
    }

    package mutating func evaluated(rule: Int, on day: Int32, value: Value) {
        outcomes[rule].insert(value.isTrue ? .isTrue : value.isUnknown ? .isUnknown : .isFalse)
    }

    package mutating func fired(rule: Int, on day: Int32) { hasFired[rule] = true }

    package mutating func acted(rule: Int, action: Int, on day: Int32) { hasActed[rule][action] = true }

    /// Takes down the rows that are hit of a decision table.
    package mutating func saw(hits: [Bool?], ofDefinition index: Int) {
        for (row, hit) in hits.enumerated() where hit == true && row < rowsHit[index].count { rowsHit[index][row] = true }
    }

    /// Adds what another observer of the same plan saw.
    package mutating func merge(_ other: CoverageObserver) {
        for rule in outcomes.indices where rule < other.outcomes.count {
            outcomes[rule].formUnion(other.outcomes[rule])
            hasFired[rule] = hasFired[rule] || other.hasFired[rule]
            for action in hasActed[rule].indices where action < other.hasActed[rule].count {
                hasActed[rule][action] = hasActed[rule][action] || other.hasActed[rule][action]
            }
        }
        for index in rowsHit.indices where index < other.rowsHit.count { saw(hits: other.rowsHit[index], ofDefinition: index) }
    }
}
