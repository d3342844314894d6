import FEEL
import Policy

/// Coverage of a policy with decision tables: looks at the rows of every table that a rule reads when it is asked or fires.
package struct TableCoverage: ReplayObserver {
    package private(set) var coverage: CoverageObserver
    private let workspace: Workspace
    /// By rule: the tables its conditions read, and those that anything of it reads.
    private let asked: [[Int]]
    private let fired: [[Int]]

    package init(_ coverage: CoverageObserver, _ workspace: Workspace) {
        self.coverage = coverage
        self.workspace = workspace
        let typed = workspace.plan.typed
        asked = typed.rules.indices.map { typed.tables(ofConditionsOf: $0) }
        fired = typed.tablesByRule()
    }

    package mutating func evaluated(rule: Int, on day: Int32, value: Value) {
        coverage.evaluated(rule: rule, on: day, value: value)
        look(asked[rule])
    }

    package mutating func fired(rule: Int, on day: Int32) {
        coverage.fired(rule: rule, on: day)
        look(fired[rule])
    }

    package mutating func acted(rule: Int, action: Int, on day: Int32) { coverage.acted(rule: rule, action: action, on: day) }

    private mutating func look(_ tables: [Int]) {
        for table in tables { coverage.saw(hits: workspace.hits(ofDefinition: table), ofDefinition: table) }
    }
}
