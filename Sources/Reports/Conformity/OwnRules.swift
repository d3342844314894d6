import Diagnostics
import Policy

/// What rules of a pack's own add to the rules of the pack above, or forgive of what those impose.
struct OwnRules {
    let superior: TypedPolicy
    let pack: TypedPolicy

    /// The rules above that act in every case in which this one does.
    func rulesAlreadyActing(_ rule: Int) -> [Int] {
        let resolved = pack.policy.rules[rule]
        let asked = OwnRules.parts(of: rule, pack)
        return superior.policy.rules.indices.filter { index in
            let other = superior.policy.rules[index]
            guard other.kind == resolved.kind, OwnRules.reaches(other.appliesTo, resolved.appliesTo) else { return false }
            // A rule that asks for nothing acts on every record: on it nothing can be built.
            let parts = OwnRules.parts(of: index, superior)
            return !parts.isEmpty && asked.isSuperset(of: parts) && other.actions.contains { $0.verb == .impose }
        }
    }

    func changes(_ rule: Int, besides acting: [Int]) -> [RuleChange] {
        let resolved = pack.policy.rules[rule]
        func actions(_ rule: Int) -> [RuleContent.Action] { RuleContent(superior.policy.rules[rule], of: superior.policy).actions }
        let given = acting.flatMap(actions)
        let elsewhere = superior.policy.rules.indices.filter { superior.policy.rules[$0].kind == resolved.kind }.flatMap(actions)
        return RuleContent(resolved, of: pack.policy).actions.map { action in
            let name = ActionWords(pack.policy.vocabulary, verb: action.verb, measure: action.measure)
            guard action.verb != .impose else {
                if given.contains(action) {
                    return RuleChange(.neutral, zh: "\(name.zh)，上位亦然", en: "\(name.en), as the pack above does")
                }
                if elsewhere.contains(action) {
                    return RuleChange(.unclear, zh: "\(name.zh)，上位以别的条件也施加", en: "\(name.en), as the pack above does on other conditions")
                }
                return RuleChange(RuleComparison.Effect.adding(action, pack.policy.vocabulary), zh: name.zh, en: name.en)
            }
            return relief(action, resolved, name)
        }
    }

    /// A relief from what the pack above imposes on records of that kind.
    private func relief(_ action: RuleContent.Action, _ rule: ResolvedRule, _ name: ActionWords) -> RuleChange {
        func above(_ verb: ActionVerb) -> [ResolvedRule] {
            superior.policy.rules.filter { other in
                other.kind == rule.kind
                    && other.actions.contains { candidate in
                        candidate.verb == verb && candidate.measures.contains { superior.policy.vocabulary.measures[$0].name == action.measure }
                    }
            }
        }
        let imposing = above(.impose)
        guard !imposing.isEmpty else { return RuleChange(.neutral, zh: "\(name.zh)，上位没有此措施", en: "\(name.en), which isn't imposed above") }
        var seen: Set<String> = []
        let cites = imposing.flatMap { rule in rule.clauses.map { superior.policy.cite($0) } }.filter { seen.insert($0).inserted }
        let isRelieved = above(action.verb).contains { OwnRules.reaches($0.appliesTo, rule.appliesTo) }
        return RuleChange(
            isRelieved || !forgives(action) ? .unclear : .weaker, zh: "\(name.zh)，上位（\(cites.joined(separator: "、"))）施加了此措施",
            en: "\(name.en), imposed above by \(cites.joined(separator: ", "))")
    }

    /// Whether it takes something away; an option does where one of its choices exempts.
    private func forgives(_ action: RuleContent.Action) -> Bool {
        guard action.verb == .may else { return true }
        let vocabulary = pack.policy.vocabulary
        return action.choices.contains { name in vocabulary.choice(named: name).map { vocabulary.choices[$0].effect == .exempt } ?? false }
    }

    /// Whether a rule for some values reaches all that another is for; nil is for all.
    private static func reaches(_ values: [Int]?, _ others: [Int]?) -> Bool {
        guard let values else { return true }
        return others.map { Set(values).isSuperset(of: $0) } ?? false
    }

    /// What a rule asks for, part by part, with definitions that are conjunctions taken apart.
    private static func parts(of rule: Int, _ typed: TypedPolicy) -> Set<String> {
        var pending = typed.policy.rules[rule].conditions.map { RuleContent.text($0.expression) }
        var parts: Set<String> = []
        var seen: Set<String> = []
        while let text = pending.popLast() {
            for part in Conjuncts.joined(text) {
                parts.insert(part)
                guard seen.insert(part).inserted, let definition = typed.policy.definitions.first(where: { $0.name == part }),
                    case .expression(let body) = definition.body
                else { continue }
                pending.append(RuleContent.text(body))
            }
        }
        return parts
    }
}
