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
        /// Those of them of which a test expects something.
        package var reachedDuties: [String]
        /// Ids of the clauses for which it says who answers: their rules and duties are carried by it as well.
        package var covers: [String]
        /// Names of the assessments of which it, or a part of them, rests on it.
        package var assessments: [String]
        /// Names of the tests that try it.
        package var tests: [String]

        package var standing: Standing {
            let isReached = !reached.isEmpty || !reachedDuties.isEmpty || !assessments.isEmpty
            switch clause.effect {
            case .operative:
                // A value alone does nothing.
                if !rules.isEmpty || !duties.isEmpty || !assessments.isEmpty { return isReached ? .carried : .untested }
                return clause.because != nil ? .explained : .withoutRule
            case .programmatic, .declaratory, nil:
                if !duties.isEmpty || !parameters.isEmpty || !assessments.isEmpty { return .carried }
                if !rules.isEmpty { return isReached ? .carried : .untested }
                if clause.because != nil { return .explained }
                return clause.effect == .declaratory ? .declaratory : clause.effect == .programmatic ? .unexplained : .withoutRule
            }
        }
    }

    /// How a clause is accounted for.
    package enum Standing: String, Sendable, Hashable, CaseIterable {
        /// By a rule that a test reaches, by a standing duty or by an assessment; where nothing follows from it for a record, by a parameter too.
        case carried
        /// It says why nothing carries it.
        case explained
        /// Nothing follows from it.
        case declaratory
        /// Its rules fire in no test, and none expects anything of its duties.
        case untested
        /// Something follows from it, and no rule and no duty says so.
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
    ///   - reach: by layer, what else they reach.
    ///   - byRows: by clause, the rules that carry it because a table they read has a row that cites it (``TypedPolicy/rulesByRowClause``).
    package init(
        _ policy: ResolvedPolicy, isWhole: Bool = false, fired: [Set<String>], reach: [TestReport.Reach] = [], byRows: [ClauseReference: [Int]] = [:]
    ) {
        self.policy = policy
        let lowest = policy.layers.count - 1
        let citing = ClauseMatrix.citing(policy)
        sections = policy.layers.indices.filter { isWhole || $0 == lowest }.map { layer in
            // A pack's tests try what it makes of the packs above.
            let fired = fired.indices.filter { $0 >= layer }.reduce(into: Set<String>()) { $0.formUnion(fired[$1]) }
            let reach = reach.indices.filter { $0 >= layer }.reduce(into: TestReport.Reach()) { $0.formUnion(reach[$1]) }
            let rows = policy.layers[layer].clauses.enumerated().map { index, clause in
                let reference = ClauseReference(layer: layer, clause: index)
                let readers = byRows[reference] ?? []
                let rules = policy.rules.enumerated().filter { $1.clauses.contains(reference) || readers.contains($0) }.map(\.element.name)
                let duties = policy.duties.filter { $0.clauses.contains(reference) }.map(\.name)
                var row = Row(
                    clause: clause, rules: rules, reached: rules.filter(fired.contains),
                    parameters: policy.parameters.filter { $0.clauses.contains(reference) }.map(\.name), duties: duties,
                    reachedDuties: duties.filter(reach.duties.contains), covers: [],
                    assessments: policy.assessments.filter { $0.allClauses.contains(reference) }.map(\.name), tests: citing[reference] ?? [])
                row.addCovered(reference, policy, reach)
                return row
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

extension ClauseMatrix.Row {
    /// A clause that says who answers for others is carried where its units are those of a rule's measures or of a duty, and tried where a test expects them.
    fileprivate mutating func addCovered(_ reference: ClauseReference, _ policy: ResolvedPolicy, _ reach: TestReport.Reach) {
        let clauses = policy.layers[reference.layer].clauses
        let covered = clause.covers.flatMap { policy.layers.clauses($0.value, from: reference.layer) }.filter { $0.layer == reference.layer }
        guard !covered.isEmpty else { return }
        covers = covered.map { clauses[$0.clause].id }
        // Whom a clause names itself answers for it; the line that covers it has no say there.
        let answered = Set(covered.filter { clauses[$0.clause].answeredBy.contains(reference.clause) })
        for rule in policy.rules where !answered.isDisjoint(with: rule.clauses) && !rules.contains(rule.name) {
            guard rule.actions.contains(where: { !Set($0.responsible).isDisjoint(with: clause.responsible) }) else { continue }
            rules.append(rule.name)
            if reach.answered.contains(rule.name) { reached.append(rule.name) }
        }
        for duty in policy.duties where !Set(covered).isDisjoint(with: duty.clauses) && !duties.contains(duty.name) {
            guard duty.owner == clause.responsible else { continue }
            duties.append(duty.name)
            if reach.owners.contains(duty.name) { reachedDuties.append(duty.name) }
        }
    }
}
