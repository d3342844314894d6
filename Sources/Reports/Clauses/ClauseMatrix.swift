import Diagnostics
import Policy

/// The clauses of the instrument a pack carries out, beside the rules, parameters and tests that carry them.
package struct ClauseMatrix: Sendable, Hashable {
    /// The packs whose clauses are shown, the most superior first.
    package var sections: [Section]
    let policy: ResolvedPolicy

    /// One instrument.
    package struct Section: Sendable, Hashable {
        /// An index into the policy's layers.
        package var layer: Int
        package var rows: [Row]
    }

    /// One clause.
    package struct Row: Sendable, Hashable {
        package var clause: Clause
        /// Names of the rules that cite it, in order.
        package var rules: [String]
        /// Those of them that a test reaches.
        package var reached: [String]
        /// Names of the parameters whose value rests on it.
        package var parameters: [String]
        /// Names of the duties that rest on it.
        package var duties: [String]
        /// Names of the assessments of which it, or a part of them, rests on it.
        package var assessments: [String]
        /// Names of the tests that try it.
        package var tests: [String]

        package var standing: Standing {
            if !rules.isEmpty { return reached.isEmpty ? .untested : .carried }
            if !parameters.isEmpty || !duties.isEmpty || !assessments.isEmpty { return .carried }
            if clause.because != nil { return .explained }
            switch clause.effect {
            case .declaratory: return .declaratory
            case .programmatic: return .unexplained
            case .operative, nil: return .withoutRule
            }
        }
    }

    /// How a clause is accounted for.
    package enum Standing: String, Sendable, Hashable, CaseIterable {
        /// By a rule that a test reaches, by a parameter, by a standing duty or by an assessment.
        case carried
        /// It says why nothing carries it.
        case explained
        /// Nothing follows from it.
        case declaratory
        /// Its rules fire in no test.
        case untested
        /// Something follows from it for a record, and no rule says so.
        case withoutRule = "without-rule"
        /// Work for authorities, which nothing carries and no reason is given for.
        case unexplained

        package var isAccountedFor: Bool {
            switch self {
            case .carried, .explained, .declaratory: true
            case .untested, .withoutRule, .unexplained: false
            }
        }
    }

    /// - Parameters:
    ///   - isWhole: with the clauses of all packs above.
    ///   - fired: by layer, the names of the rules that the tests of that pack make fire.
    package init(_ policy: ResolvedPolicy, isWhole: Bool = false, fired: [Set<String>]) {
        self.policy = policy
        let lowest = policy.layers.count - 1
        let citing = ClauseMatrix.citing(policy)
        sections = policy.layers.indices.filter { isWhole || $0 == lowest }.map { layer in
            // A pack's tests try what it makes of the packs above.
            let reached = fired.indices.filter { $0 >= layer }.reduce(into: Set<String>()) { $0.formUnion(fired[$1]) }
            let rows = policy.layers[layer].clauses.enumerated().map { index, clause in
                let reference = ClauseReference(layer: layer, clause: index)
                let rules = policy.rules.filter { $0.clauses.contains(reference) }.map(\.name)
                return Row(
                    clause: clause, rules: rules, reached: rules.filter(reached.contains),
                    parameters: policy.parameters.filter { $0.clauses.contains(reference) }.map(\.name),
                    duties: policy.duties.filter { $0.clauses.contains(reference) }.map(\.name),
                    assessments: policy.assessments.filter { $0.allClauses.contains(reference) }.map(\.name), tests: citing[reference] ?? [])
            }
            return Section(layer: layer, rows: rows)
        }
    }

    /// The tests that name each clause.
    private static func citing(_ policy: ResolvedPolicy) -> [ClauseReference: [String]] {
        var citing: [ClauseReference: [String]] = [:]
        for (layer, pack) in policy.layers.enumerated() {
            let tests = pack.tests.map { ($0.name, $0.clauses) } + pack.assessmentTests.map { ($0.name, $0.clauses) }
            for (test, clauses) in tests {
                var named: Set<ClauseReference> = []
                for name in clauses { named.formUnion(policy.layers.clauses(name.value, from: layer)) }
                for clause in named { citing[clause, default: []].append(test) }
            }
        }
        return citing
    }

    package var rows: [Row] { sections.flatMap(\.rows) }

    /// Clauses that are accounted for by nothing.
    package var unaccounted: Int { rows.count { !$0.standing.isAccountedFor } }
}
