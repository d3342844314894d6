import Diagnostics

/// Puts a pack and what it extends together into one policy: names resolved, changes of lower packs applied.
struct Layering {
    let vocabulary: Vocabulary
    /// The most superior first.
    private(set) var layers: [Pack]
    let findings = Findings()

    init(vocabulary: Vocabulary, layers: [Pack]) {
        self.vocabulary = vocabulary
        self.layers = layers
        for layer in layers.indices { self.layers[layer].clauses = answered(layer) }
    }

    /// The clauses of a pack, those that name no one with the units of the clauses that cover them.
    private func answered(_ layer: Int) -> [Clause] {
        var clauses = layers[layer].clauses
        let own = clauses.map(\.responsible)
        for (index, covering) in clauses.enumerated() where !covering.covers.isEmpty {
            for clause in self.clauses(covering.covers, from: layer) where clause.layer == layer && own[clause.clause].isEmpty {
                clauses[clause.clause].answeredBy.append(index)
                clauses[clause.clause].responsible = (clauses[clause.clause].responsible + own[index]).withoutRepeats()
            }
        }
        return clauses
    }

    /// The policy without its files and digest. What can't be resolved is left out, and reported.
    func resolve() -> ResolvedPolicy {
        var policy = ResolvedPolicy(vocabulary: vocabulary, layers: layers)
        policy.monthEnds = layers.last { $0.monthEnds != nil }?.monthEnds
        policy.deadlines = deadlines()
        policy.runningCases = layers.last { !$0.runningCases.isEmpty }?.runningCases.last?.law
        let groups = GroupTable(layering: self)
        policy.groups = groups.groups
        declareVariables(&policy)
        var rules = RuleLayers(layering: self, groups: groups)
        var duties = DutyLayers(layering: self)
        var assessments = AssessmentLayers(layering: self, groups: groups)
        for layer in layers.indices {
            // What is refined or dropped by name alone may be a duty or an assessment.
            rules.add(layer, others: duties.names.union(assessments.names))
            duties.add(layer)
            assessments.add(layer)
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
        policy.assessments = assessments.resolved
        policy.supersededAssessments = assessments.superseded
        policy.letters = letters()
        checkNames(policy)
        resolveTests(&policy)
        resolveAssessmentTests(&policy)
        checkLabels()
        return policy
    }

    private func letters() -> [ResolvedLetter] {
        var letters: [ResolvedLetter] = []
        for (layer, pack) in layers.enumerated() {
            for letter in pack.letters {
                let resolved = ResolvedLetter(letter: letter, layer: layer)
                if let index = letters.firstIndex(where: { $0.letter.name == letter.name }) {
                    letters[index] = resolved
                } else {
                    letters.append(resolved)
                }
            }
        }
        return letters
    }

    /// Each part as the lowest pack that has it says.
    private func deadlines() -> Deadlines {
        let moved = layers.last { $0.deadlines.onHoliday != nil }?.deadlines
        let deadlines = Deadlines(
            firstDay: layers.last { $0.deadlines.firstDay != nil }?.deadlines.firstDay, onHoliday: moved?.onHoliday,
            location: moved?.location ?? .unwritten)
        if let onHoliday = moved?.onHoliday, onHoliday != .stays, !layers.contains(where: { $0.calendar != nil }) {
            report(
                .fault(
                    "no-calendar", at: moved?.location, zh: "没有日历，不知道哪天是节假日", en: "without a calendar nobody knows the holidays",
                    mend: Phrase(zh: "在 `pack.yaml` 里补上 `日历: cn`", en: "add `calendar: cn` to `pack.yaml`")))
        }
        return deadlines
    }

    /// Rules, duties and assessments of one name: whoever refines or drops one couldn't say which is meant. Within a pack reading has seen it.
    private func checkNames(_ policy: ResolvedPolicy) {
        var seen: [String: (layer: Int, location: Location)] = [:]
        let all =
            policy.rules.map { (name: $0.name, layer: $0.layer, location: $0.location) }
            + policy.duties.map { (name: $0.name, layer: $0.layer, location: $0.location) }
            + policy.assessments.map { (name: $0.name, layer: $0.layer, location: $0.location) }
        for thing in all {
            guard let other = seen[thing.name] else {
                seen[thing.name] = (thing.layer, thing.location)
                continue
            }
            guard other.layer != thing.layer else { continue }
            let (first, second) = other.layer < thing.layer ? (other.location, thing.location) : (thing.location, other.location)
            report(.duplicateName(Written(thing.name, at: second), first: first))
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
