import FEEL
import Policy

/// The definitions that a rule rests on, directly and through one another.
enum RuleDefinitions {
    /// Their texts by name: one line each, and of a decision table one line a row.
    static func of(_ rule: Int, _ typed: TypedPolicy) -> [String: [String]] {
        let checked = typed.rules[rule]
        var slots = checked.conditions.flatMap(\.slots)
        slots += checked.admission?.slots ?? []
        for action in checked.actions { slots += action.all.flatMap(\.slots) }
        var texts: [String: [String]] = [:]
        while let slot = slots.popLast() {
            guard let index = typed.policy.definitions.firstIndex(where: { $0.slot == slot }) else { continue }
            let definition = typed.policy.definitions[index]
            guard texts[definition.name] == nil else { continue }
            texts[definition.name] = text(definition.body, typed.policy.vocabulary)
            slots += typed.definitions[index]?.slots ?? []
        }
        return texts
    }

    private static func text(_ body: ResolvedDefinition.Body, _ vocabulary: Vocabulary) -> [String] {
        switch body {
        case .expression(let expression): [RuleContent.text(expression)]
        case .table(let table, _): table.lines
        case .anyOf(let events): ["any of: " + events.map { vocabulary.events[$0].name }.joined(separator: ", ")]
        case .allOf(let events): ["all of: " + events.map { vocabulary.events[$0].name }.joined(separator: ", ")]
        }
    }
}
