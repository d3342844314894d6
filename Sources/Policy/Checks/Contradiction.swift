import Diagnostics

/// Two actions of one pack of which one undoes at once what the other imposes.
enum Contradiction {
    static let code = "contradiction"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let policy = typed.policy
        func undoes(_ action: ResolvedAction) -> Bool { (action.verb == .lift || action.verb == .revoke) && action.reachesAllAtOnce }
        let undone = Set(policy.rules.flatMap(\.actions).filter(undoes).flatMap(\.measures))
        let steps = ConditionalActions(typed) { undoes($0) || ($0.verb == .impose && !undone.isDisjoint(with: $0.measures)) }
        let imposing = steps.byMeasure { $0.verb == .impose }
        var found: [Diagnostic] = []
        for (key, undoing) in steps.byMeasure(undoes).sorted(by: { $0.key.measure < $1.key.measure }) {
            for undo in undoing {
                guard let impose = imposing[key]?.first(where: { policy.overlap($0.rule, undo.rule) }) else { continue }
                found.append(finding(undo, impose, policy.vocabulary.measures[key.measure]))
            }
        }
        // A lift of a whole group is one finding, not one for each measure.
        var seen: Set<Location> = []
        return found.filter { $0.location.map { seen.insert($0).inserted } ?? true }
    }

    private static func finding(_ undo: ConditionalActions.Step, _ impose: ConditionalActions.Step, _ measure: MeasureType) -> Diagnostic {
        let verb: Phrase = undo.action.verb == .lift ? Phrase(zh: "解除", en: "lifts") : Phrase(zh: "撤销", en: "revokes")
        let isOne = undo.rule.name == impose.rule.name
        return .fault(
            code, at: undo.action.location,
            zh: isOne
                ? "规则 `\(undo.rule.name)` \(verb.zh)它自己同时施加的 `\(measure.name)`"
                : "规则 `\(undo.rule.name)` \(verb.zh)规则 `\(impose.rule.name)` 在同一条件下施加的 `\(measure.name)`",
            en: isOne
                ? "the rule `\(undo.rule.name)` \(verb.en) `\(measure.name)`, which it imposes itself at the same time"
                : "the rule `\(undo.rule.name)` \(verb.en) `\(measure.name)`, which `\(impose.rule.name)` imposes under the same condition",
            mend: isOne
                ? Phrase(zh: "删掉其中一个动作", en: "delete one of the two actions")
                : Phrase(zh: "改正其中一条的条件", en: "correct the condition of one of them"),
            notes: [Diagnostic.Note(message: Phrase(zh: "在这里施加", en: "imposed here"), location: impose.action.location)])
    }
}

/// The actions of a policy by the condition under which they happen.
struct ConditionalActions {
    struct Step {
        var rule: ResolvedRule
        var action: ResolvedAction
        var condition: Set<Cases.Conjunction>
    }

    struct Key: Hashable {
        var measure: Int
        var layer: Int
        /// The event of `for each`: a condition is another one for another event.
        var each: Int?
        var condition: Set<Cases.Conjunction>
    }

    private var steps: [Step] = []

    /// - Parameter isIncluded: the actions in question; the conditions of rules without one aren't looked at.
    init(_ typed: TypedPolicy, where isIncluded: (ResolvedAction) -> Bool) {
        let analysis = ConditionAnalysis(typed)
        for (rule, checked) in zip(typed.policy.rules, typed.rules) {
            let actions = rule.actions.filter(isIncluded)
            if actions.isEmpty { continue }
            let cases = checked.conditions.reduce(Cases?.some(.always)) { analysis.both($0, analysis.cases($1, true)) }
            // A condition that can't be followed is like no other; one that is never true is another finding.
            guard let cases, !cases.isEmpty else { continue }
            steps += actions.map { Step(rule: rule, action: $0, condition: cases.signature) }
        }
    }

    func byMeasure(_ isIncluded: (ResolvedAction) -> Bool) -> [Key: [Step]] {
        var found: [Key: [Step]] = [:]
        for step in steps where isIncluded(step.action) {
            for measure in step.action.measures {
                found[Key(measure: measure, layer: step.action.layer, each: step.rule.each, condition: step.condition), default: []].append(step)
            }
        }
        return found
    }
}

extension ResolvedAction {
    /// Whether it acts on every measure it names, and on the day on which its rule fires.
    var reachesAllAtOnce: Bool { only == nil && !isOfEvent && from == nil }
}
