import FEEL

extension TypedPolicy {
    /// The policy without definitions and parameters that no rule, state, measure or assessment reads: they can change no decision, and so what
    /// only later editions need changes no earlier one's digest.
    var withoutUnread: ResolvedPolicy {
        let read = slotsThatCount
        func isUnread(_ variable: Variable, _ slot: Int) -> Bool {
            switch variable.origin {
            case .definition, .parameter: !read.contains(slot)
            case .fact, .state: false
            }
        }
        let variables = policy.variables.variables
        guard variables.indices.contains(where: { isUnread(variables[$0], $0) }) else { return policy }
        var rest = policy
        rest.definitions = policy.definitions.filter { read.contains($0.slot) }
        rest.parameters = policy.parameters.filter { read.contains($0.slot) }
        rest.variables = VariableTable()
        for (slot, variable) in variables.enumerated() where !isUnread(variable, slot) { rest.variables.append(variable) }
        return rest
    }

    /// The slots that a decision or a score depends on.
    private var slotsThatCount: Set<Int> {
        var expressions: [CheckedExpression?] = addressees
        for state in states { expressions += state.from + state.until }
        for combination in combinations { expressions += [combination.atLeast, combination.atMost] }
        for rule in rules {
            expressions += rule.conditions
            expressions.append(rule.admission)
            for action in rule.actions { expressions += action.all }
        }
        for (assessment, checked) in zip(policy.assessments, assessments) { expressions += checked.expressions(assessment).map(\.checked) }
        let bySlot = Dictionary(policy.definitions.enumerated().map { ($1.slot, $0) }, uniquingKeysWith: { first, _ in first })
        var read: Set<Int> = []
        var pending = expressions.compactMap { $0 }.flatMap(\.slots)
        while let slot = pending.popLast() {
            guard read.insert(slot).inserted, let definition = bySlot[slot] else { continue }
            pending += definitions[definition]?.slots ?? []
        }
        return read
    }
}
