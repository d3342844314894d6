import FEEL

/// Counts the work of replays: moments visited, and evaluations of each rule's condition.
package struct CostObserver: ReplayObserver, Sendable {
    package private(set) var moments = 0
    /// By rule.
    package private(set) var evaluations: [Int]

    package init(_ plan: Plan) { evaluations = [Int](repeating: 0, count: plan.rules.count) }

    package var total: Int { evaluations.reduce(0, +) }

    package mutating func moment(_ day: Int32) { moments += 1 }

    package mutating func evaluated(rule: Int, on day: Int32, value: Value) { evaluations[rule] += 1 }

    /// Adds what another observer of the same plan counted.
    package mutating func merge(_ other: CostObserver) {
        moments += other.moments
        for rule in evaluations.indices where rule < other.evaluations.count { evaluations[rule] += other.evaluations[rule] }
    }
}
