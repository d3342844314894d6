import FEEL

extension TypedPolicy {
    /// The definitions that are decision tables and that a rule reads, directly or through other definitions; numbers, ascending.
    package func tables(ofRule rule: Int) -> [Int] {
        guard policy.definitions.contains(where: { $0.table != nil }) else { return [] }
        let checked = rules[rule]
        var expressions = checked.conditions + [checked.admission].compactMap { $0 }
        for (action, resolved) in zip(checked.actions, policy.rules[rule].actions) {
            expressions += action.all
            if resolved.addressee == nil { expressions += resolved.measures.compactMap { addressees[$0] } }
        }
        return tables(read: expressions)
    }

    /// The same of a rule's conditions alone.
    package func tables(ofConditionsOf rule: Int) -> [Int] {
        policy.definitions.contains { $0.table != nil } ? tables(read: rules[rule].conditions + [rules[rule].admission].compactMap { $0 }) : []
    }

    private func tables(read expressions: [CheckedExpression]) -> [Int] {
        let bySlot = Dictionary(policy.definitions.enumerated().map { ($1.slot, $0) }, uniquingKeysWith: { first, _ in first })
        var found: Set<Int> = []
        var pending = expressions.flatMap(\.slots)
        while let slot = pending.popLast() {
            guard let index = bySlot[slot], found.insert(index).inserted else { continue }
            pending += definitions[index]?.slots ?? []
        }
        return found.filter { policy.definitions[$0].table != nil }.sorted()
    }

    /// By clause, the rules that carry it because a table they read has a row that cites it.
    package var rulesByRowClause: [ClauseReference: [Int]] {
        var found: [ClauseReference: [Int]] = [:]
        for rule in rules.indices {
            for clause in Set(tables(ofRule: rule).flatMap { policy.definitions[$0].clauses }) { found[clause, default: []].append(rule) }
        }
        return found
    }
}
