import Diagnostics

/// Puts a pack and what it extends together into one policy: names resolved, changes of lower packs applied.
struct Layering {
    let vocabulary: Vocabulary
    /// The most superior first.
    let layers: [Pack]
    let findings = Findings()

    init(vocabulary: Vocabulary, layers: [Pack]) {
        self.vocabulary = vocabulary
        self.layers = layers
    }

    /// The policy without its files and digest. What can't be resolved is left out, and reported.
    func resolve() -> ResolvedPolicy {
        var policy = ResolvedPolicy(vocabulary: vocabulary, layers: layers)
        policy.monthEnds = layers.last { $0.monthEnds != nil }?.monthEnds
        let groups = GroupTable(layering: self)
        policy.groups = groups.groups
        declareVariables(&policy)
        var rules = RuleLayers(layering: self, groups: groups)
        var duties = DutyLayers(layering: self)
        for layer in layers.indices {
            // What is refined or dropped by name alone may be a duty.
            rules.add(layer, duties: duties.names)
            duties.add(layer)
        }
        policy.rules = rules.resolved()
        for (layer, pack) in layers.enumerated() {
            policy.combinations += pack.combinations.map {
                ResolvedCombination(measures: rules.measures([$0.target]), layer: layer, combination: $0)
            }
        }
        policy.superseded = rules.superseded
        policy.duties = duties.resolved()
        policy.supersededDuties = duties.superseded
        checkDutyNames(policy)
        resolveTests(&policy)
        checkLabels()
        return policy
    }

    /// A rule and a duty of one name: whoever refines or drops it couldn't say which is meant. Within a pack reading has seen it.
    private func checkDutyNames(_ policy: ResolvedPolicy) {
        for duty in policy.duties {
            guard let rule = policy.rules.first(where: { $0.name == duty.name && $0.layer != duty.layer }) else { continue }
            let (first, second) = rule.layer < duty.layer ? (rule.location, duty.location) : (duty.location, rule.location)
            report(.duplicateName(Written(duty.name, at: second), first: first))
        }
    }

    func report(_ diagnostic: Diagnostic) { findings.report(diagnostic) }

    // MARK: Names

    func event(_ name: Written<String>) -> Int? {
        if let index = vocabulary.event(named: name.value) { return index }
        report(.unknownEvent(name, in: vocabulary))
        return nil
    }

    func choice(_ name: Written<String>) -> Int? {
        if let index = vocabulary.choice(named: name.value) { return index }
        report(.unknownName("unknown-choice", name, zh: "裁量选项", en: "choice", known: vocabulary.choices.spellings(\.name, \.label)))
        return nil
    }

    /// The clauses of an id or a cite: those of the pack itself, else those of the nearest pack above that has any.
    func clauses(_ name: Written<String>, from layer: Int) -> [ClauseReference] {
        let found = layers.clauses(name.value, from: layer)
        if !found.isEmpty { return found }
        var known: [String] = []
        for pack in layers[...layer] { known += pack.clauses.flatMap { [$0.id, $0.cite] } }
        report(.unknownName("unknown-clause", name, zh: "条款", en: "clause", known: known))
        return []
    }

    func clauses(_ names: [Written<String>], from layer: Int) -> [ClauseReference] {
        names.flatMap { clauses($0, from: layer) }.withoutRepeats()
    }
}

extension Array where Element: Hashable {
    /// Each element once, where it stood first.
    func withoutRepeats() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
