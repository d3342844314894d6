import Diagnostics
import FEEL
import Policy

/// What a pack makes of the pack it extends: of each of its rules and of each parameter that it sets, and what it adds.
package struct Conformity: Sendable {
    package let policy: ResolvedPolicy
    package let superior: ResolvedPolicy
    /// The rules of the pack above in their order, then the pack's own.
    package private(set) var rules: [RuleRow] = []
    package private(set) var parameters: [ParameterRow] = []
    /// The assessments of the pack above in their order, then the pack's own.
    package private(set) var assessments: [AssessmentConformity] = []

    /// What became of a rule.
    package enum Verdict: String, Sendable, Hashable, CaseIterable {
        case kept, sharpened, weakened
        /// Refined, or moved by a parameter, where it can't be told which way.
        case changed
        case replaced, dropped
        /// The pack's own. One that only adds to what rules above do in the same cases is `sharpened`.
        case own
    }

    package struct RuleRow: Sendable {
        package var rule: String
        package var verdict: Verdict
        /// Where the changes lead; for a replaced rule, where the new one does; for one of the pack's own, what it adds or forgives.
        package var direction: RuleChange.Direction
        package var changes: [RuleChange] = []
        /// The reason given for a replacement or a drop.
        package var because: String?
        /// The clauses of the rule in the pack above, and of what stands now; decisions cite them so.
        package var superiorClauses: [String] = []
        package var clauses: [String] = []
        /// The pack that wrote it.
        package var pack: String
        package var location: Location

        /// Whether less is asked than the pack above asks.
        /// A rule of the pack's own may forgive what the pack above left to it to forgive: it is shown, and is no finding.
        package var isFinding: Bool { verdict == .dropped || (direction == .weaker && verdict != .own) }
    }

    package struct ParameterRow: Sendable {
        package var name: String
        package var label: Phrase
        /// Values as people read them.
        package var old: Phrase
        package var new: Phrase
        package var oldText: String
        package var newText: String
        package var wasStated: Bool
        package var isStated: Bool
        /// Where the new value leads in the rules that read it; neutral where it is the same.
        package var direction: RuleChange.Direction
        /// The rules that read it.
        package var rules: [String]
        /// The pack that declares it.
        package var declaredBy: String
        package var superiorClauses: [String]
        package var clauses: [String]
        /// What packs above leave to this one.
        package var competence: Phrase?

        package var isFinding: Bool { direction == .weaker }
    }

    /// Nil where the pack extends nothing.
    package init?(_ pack: TypedPolicy) {
        guard let above = pack.policy.superior else { return nil }
        policy = pack.policy
        superior = above
        let typed = TypedPolicy(above)
        let parameterChanges = ParameterChange.all(pack, typed)
        let comparison = RuleComparison(superior: typed, pack: pack, parameters: parameterChanges)
        for index in above.rules.indices { rules.append(row(index, comparison)) }
        let lowest = policy.layers.count - 1
        let names = Set(above.rules.map(\.name))
        let ownRules = OwnRules(superior: typed, pack: pack)
        for (index, rule) in policy.rules.enumerated() where rule.layer == lowest && !names.contains(rule.name) {
            let acting = ownRules.rulesAlreadyActing(index)
            var row = RuleRow(
                rule: rule.name, verdict: .own, direction: .neutral, clauses: cites(rule, policy), pack: policy.id, location: rule.location)
            row.changes = ownRules.changes(index, besides: acting)
            row.direction = row.changes.direction
            if row.direction == .sharper, !acting.isEmpty {
                row.verdict = .sharpened
                var seen: Set<String> = []
                row.superiorClauses = acting.flatMap { cites(above.rules[$0], above) }.filter { seen.insert($0).inserted }
            }
            rules.append(row)
        }
        parameters = parameterChanges.map { row($0, comparison) }
        assessments = AssessmentConformity.all(pack, above: typed)
    }

    private func cites(_ rule: ResolvedRule, _ policy: ResolvedPolicy) -> [String] { RuleContent(rule, of: policy).clauses }

    private func row(_ index: Int, _ comparison: RuleComparison) -> RuleRow {
        let rule = superior.rules[index]
        var row = RuleRow(
            rule: rule.name, verdict: .kept, direction: .neutral, superiorClauses: cites(rule, superior), pack: superior.layers[rule.layer].id,
            location: rule.location)
        let lowest = policy.layers.count - 1
        if let gone = policy.superseded.first(where: { $0.rule.name == rule.name && $0.layer == lowest }) {
            row.because = gone.because
            row.location = gone.location
            if gone.step == .dropped {
                row.verdict = .dropped
                row.direction = RuleComparison.Effect(RuleContent(rule, of: superior), superior.vocabulary).more.reversed
                return row
            }
            row.verdict = .replaced
        }
        guard let now = policy.rules.firstIndex(where: { $0.name == rule.name }) else {
            row.verdict = .dropped
            return row
        }
        row.clauses = cites(policy.rules[now], policy)
        row.changes = comparison.changes(index, now)
        row.direction = row.changes.direction
        if row.verdict != .replaced {
            switch row.direction {
            case .sharper: row.verdict = .sharpened
            case .weaker: row.verdict = .weakened
            case .unclear: row.verdict = .changed
            case .neutral: row.verdict = .kept
            }
            if let step = policy.rules[now].provenance.last(where: { $0.layer == lowest }) { row.location = step.location }
        }
        return row
    }

    private func row(_ change: ParameterChange, _ comparison: RuleComparison) -> ParameterRow {
        let (before, after) = (superior.parameters[change.superior], policy.parameters[change.parameter])
        let (old, new) = (comparison.superior.parameters[change.superior].value, comparison.pack.parameters[change.parameter].value)
        var reading: [String] = []
        var directions: Set<RuleChange.Direction> = []
        for rule in policy.rules.indices {
            guard let direction = comparison.direction(of: change, in: rule) else { continue }
            reading.append(policy.rules[rule].name)
            directions.insert(direction)
        }
        let derived: RuleChange.Direction =
            directions.isEmpty ? .neutral : directions.contains(.weaker) ? .weaker : directions == [.sharper] ? .sharper : .unclear
        let direction = change.step == .same ? .neutral : change.declaredDirection(after) ?? derived
        let (zh, en) = (Labels(policy, .chinese), Labels(policy, .english))
        func value(_ value: Datum, _ parameter: ResolvedParameter) -> Phrase {
            let since = parameter.since.map { CivilDay.text($0) }
            return Phrase(
                zh: zh.value(value) + (since.map { "（自 \($0) 起）" } ?? ""), en: en.value(value) + (since.map { " (since \($0))" } ?? ""))
        }
        return ParameterRow(
            name: after.name, label: after.label, old: value(old, before), new: value(new, after), oldText: before.value.text,
            newText: after.value.text, wasStated: before.stated,
            isStated: after.stated, direction: direction, rules: reading, declaredBy: policy.layers[after.declaredBy].id,
            superiorClauses: before.clauses.map { superior.cite($0) }, clauses: after.clauses.map { policy.cite($0) },
            competence: before.settings.compactMap { $0.competence.map { Labels.words($0) } }.last)
    }

    // MARK: Counts

    package func count(_ verdict: Verdict) -> Int { rules.count { $0.verdict == verdict } }

    /// Rules and parameters by which less is asked than the pack above asks.
    package var findings: Int { rules.count(where: \.isFinding) + parameters.count(where: \.isFinding) }
}
