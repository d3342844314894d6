import FEEL

extension TypedPolicy {
    /// The definitions that are decision tables and that a rule reads, directly or through other definitions; numbers, ascending.
    package func tables(ofRule rule: Int) -> [Int] {
        policy.definitions.contains { $0.table != nil } ? tables(ofRule: rule, definitionsBySlot) : []
    }

    /// The same of every rule.
    package func tablesByRule() -> [[Int]] {
        guard policy.definitions.contains(where: { $0.table != nil }) else { return rules.map { _ in [] } }
        let bySlot = definitionsBySlot
        return rules.indices.map { tables(ofRule: $0, bySlot) }
    }

    private var definitionsBySlot: [Int: Int] {
        Dictionary(policy.definitions.enumerated().map { ($1.slot, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func tables(ofRule rule: Int, _ bySlot: [Int: Int]) -> [Int] {
        let checked = rules[rule]
        var expressions = checked.conditions + [checked.admission].compactMap { $0 }
        for (action, resolved) in zip(checked.actions, policy.rules[rule].actions) {
            expressions += action.all
            if resolved.addressee == nil { expressions += resolved.measures.compactMap { addressees[$0] } }
        }
        return tables(read: expressions, bySlot)
    }

    /// The same of a rule's conditions alone.
    package func tables(ofConditionsOf rule: Int) -> [Int] {
        policy.definitions.contains { $0.table != nil }
            ? tables(read: rules[rule].conditions + [rules[rule].admission].compactMap { $0 }, definitionsBySlot) : []
    }

    private func tables(read expressions: [CheckedExpression], _ bySlot: [Int: Int]) -> [Int] {
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
        for (rule, tables) in tablesByRule().enumerated() {
            for clause in Set(tables.flatMap { policy.definitions[$0].clauses }) { found[clause, default: []].append(rule) }
        }
        return found
    }
}
