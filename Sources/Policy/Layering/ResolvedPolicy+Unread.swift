import FEEL

extension ResolvedPolicy {
    /// The same without definitions and parameters that no rule, state, measure or assessment reads: what later editions need changes no
    /// earlier one's digest.
    var withoutUnread: ResolvedPolicy {
        let typed = TypedPolicy(self)
        var expressions: [CheckedExpression?] = typed.addressees
        for state in typed.states { expressions += state.from + state.until }
        for rule in typed.rules {
            expressions += rule.conditions
            for action in rule.actions { expressions += [action.from, action.due, action.duration, action.until, action.addressee] }
        }
        for (assessment, checked) in zip(assessments, typed.assessments) { expressions += checked.expressions(assessment).map(\.checked) }
        let bySlot = Dictionary(definitions.enumerated().map { ($1.slot, $0) }, uniquingKeysWith: { first, _ in first })
        var read: Set<Int> = []
        var pending = expressions.compactMap { $0 }.flatMap(\.slots)
        while let slot = pending.popLast() {
            guard read.insert(slot).inserted, let definition = bySlot[slot] else { continue }
            pending += typed.definitions[definition]?.slots ?? []
        }
        var rest = self
        rest.definitions = definitions.filter { read.contains($0.slot) }
        rest.parameters = parameters.filter { read.contains($0.slot) }
        rest.variables = VariableTable()
        for (slot, variable) in variables.variables.enumerated() {
            switch variable.origin {
            case .definition, .parameter: if read.contains(slot) { rest.variables.append(variable) }
            case .fact, .state: rest.variables.append(variable)
            }
        }
        return rest
    }
}
