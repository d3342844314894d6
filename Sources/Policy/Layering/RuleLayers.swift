import Diagnostics

/// The rules as they stand while layer after layer is laid over them.
struct RuleLayers {
    let layering: Layering
    let groups: GroupTable
    /// In order; nil where a rule has been replaced or dropped.
    private var standing: [ResolvedRule?] = []
    private var indexes: [String: Int] = [:]
    private(set) var superseded: [SupersededRule] = []

    init(layering: Layering, groups: GroupTable) {
        self.layering = layering
        self.groups = groups
    }

    /// The rules that stand, with the units that answer for their actions.
    func resolved() -> [ResolvedRule] {
        standing.compactMap { standing in
            guard var rule = standing else { return nil }
            let units = rule.clauses.flatMap { layering.layers[$0.layer].clauses[$0.clause].responsible }.withoutRepeats()
            // `by` has been put in already where it was written.
            for index in rule.actions.indices where rule.actions[index].responsible.isEmpty { rule.actions[index].responsible = units }
            return rule
        }
    }

    /// - Parameter others: names of the duties and assessments that stand above.
    mutating func add(_ layer: Int, others: Set<String> = []) {
        let pack = layering.layers[layer]
        // Changes are made to what stands above; a pack can't change its own rules.
        for rule in pack.rules where rule.role == .refinement && !(rule.isBareRefinement && others.contains(rule.name)) { refine(rule, layer) }
        for dropped in pack.dropped where !others.contains(dropped.name) {
            guard let rule = take(Written(dropped.name, at: dropped.location), layer) else { continue }
            superseded.append(
                SupersededRule(rule: rule, layer: layer, step: .dropped, because: dropped.because, location: dropped.location))
        }
        for rule in pack.rules {
            switch rule.role {
            case .own: addOwn(rule, layer)
            case .replacement(let because): replace(rule, because, layer)
            case .refinement: break
            }
        }
    }

    private mutating func addOwn(_ rule: Rule, _ layer: Int) {
        if let index = indexes[rule.name], let first = standing[index] {
            layering.report(
                .fault(
                    "duplicate-name", at: rule.location, zh: "上位政策已有规则 `\(rule.name)`", en: "an extended pack has a rule `\(rule.name)` already",
                    mend: Phrase(
                        zh: "要改它，写在 `细化` 或 `替换` 下；否则另起名字", en: "to change it, write it under `refine` or `replace`; else choose another name"),
                    notes: [Diagnostic.Note(message: Phrase(zh: "首次写在这里", en: "first written here"), location: first.location)]))
            return
        }
        if let resolved = resolve(rule, layer, step: .written) { stand(resolved) }
    }

    private mutating func stand(_ rule: ResolvedRule) {
        indexes[rule.name] = standing.count
        standing.append(rule)
    }

    /// Takes away a rule of a pack above.
    private mutating func take(_ name: Written<String>, _ layer: Int) -> ResolvedRule? {
        guard let index = superior(name, layer), let rule = standing[index] else { return nil }
        standing[index] = nil
        indexes[rule.name] = nil
        return rule
    }

    private mutating func replace(_ rule: Rule, _ because: String?, _ layer: Int) {
        guard let old = take(Written(rule.name, at: rule.location), layer) else { return }
        superseded.append(SupersededRule(rule: old, layer: layer, step: .replaced, because: because, location: rule.location))
        guard var resolved = resolve(rule, layer, step: .replaced(because: because)) else { return }
        resolved.provenance = old.provenance + resolved.provenance
        if rule.label == nil { resolved.label = old.label }
        stand(resolved)
    }

    private mutating func refine(_ rule: Rule, _ layer: Int) {
        guard let index = superior(Written(rule.name, at: rule.location), layer), var refined = standing[index] else { return }
        switch rule.condition {
        case .always: break
        case .when(let expression): narrow(&refined, expression, .when, layer)
        case .during(let expression): narrow(&refined, expression, .during, layer)
        }
        refined.clauses = (refined.clauses + layering.clauses(rule.clauses, from: layer)).withoutRepeats()
        refined.actions += rule.actions.compactMap { action($0, layer) }
        refined.provenance.append(RuleProvenance(layer: layer, step: .refined, location: rule.location))
        standing[index] = refined
    }

    private func narrow(_ rule: inout ResolvedRule, _ expression: WrittenExpression, _ trigger: ResolvedRule.Trigger, _ layer: Int) {
        if rule.trigger == .always {
            rule.trigger = trigger
        } else if rule.trigger != trigger {
            let (zh, en) = rule.trigger == .when ? ("当", "when") : ("期间", "while")
            layering.report(
                .fault(
                    "trigger-differs", at: expression.location, zh: "规则 `\(rule.name)` 原写作 `\(zh)`",
                    en: "the rule `\(rule.name)` is written with `\(en)`",
                    mend: Phrase(zh: "改用 `\(zh)`，或替换整条规则", en: "write `\(en)`, or replace the whole rule"),
                    notes: [Diagnostic.Note(message: Phrase(zh: "原规则在这里", en: "the rule is here"), location: rule.location)]))
        }
        rule.conditions.append(LayeredExpression(expression, layer: layer))
    }

    /// The place of a rule of a pack above.
    private func superior(_ name: Written<String>, _ layer: Int) -> Int? {
        if let index = indexes[name.value], let rule = standing[index], rule.layer < layer { return index }
        // It is there under the law of other days.
        if layering.layers[..<layer].contains(where: { $0.elsewhere.contains(name.value) }) { return nil }
        if let gone = superseded.last(where: { $0.rule.name == name.value }) {
            layering.report(
                .fault(
                    "unknown-rule", at: name.location, zh: "规则 `\(name.value)` 已被替换或不采用", en: "the rule `\(name.value)` has been replaced or dropped",
                    notes: [Diagnostic.Note(message: Phrase(zh: "在这里", en: "here"), location: gone.location)]))
            return nil
        }
        layering.report(
            .unknownName("unknown-rule", name, zh: "上位政策的规则", en: "rule of an extended pack", known: standing.compactMap { $0?.name }))
        return nil
    }

    // MARK: One rule

    private func resolve(_ rule: Rule, _ layer: Int, step: RuleProvenance.Step) -> ResolvedRule? {
        // Every part is looked at, so that all its faults are told at once.
        let kind = kind(rule)
        let clauses = layering.clauses(rule.clauses, from: layer)
        let actions = rule.actions.compactMap { action($0, layer) }
        guard let kind else { return nil }
        var resolved = ResolvedRule(
            name: rule.name, label: rule.label, layer: layer, kind: kind, trigger: .always, actions: actions, clauses: clauses,
            provenance: [RuleProvenance(layer: layer, step: step, location: rule.location)], location: rule.location)
        switch rule.condition {
        case .always: break
        case .when(let expression):
            resolved.trigger = .when
            resolved.conditions = [LayeredExpression(expression, layer: layer)]
        case .during(let expression):
            resolved.trigger = .during
            resolved.conditions = [LayeredExpression(expression, layer: layer)]
        }
        resolved.appliesTo = rule.appliesTo.map { values($0, kind: kind, rule) }
        resolved.inForce = rule.inForce
        resolved.each = rule.each.flatMap(layering.event)
        resolved.admission = rule.admission.map { LayeredExpression($0, layer: layer) }
        return resolved
    }

    private func kind(_ rule: Rule) -> Int? {
        let records = layering.vocabulary.records
        guard let name = rule.kind else { return records.isEmpty ? nil : 0 }
        if let index = layering.vocabulary.recordKind(named: name.value) { return index }
        layering.report(.unknownName("unknown-kind", name, zh: "记录类型", en: "kind of record", known: records.spellings(\.name, \.label)))
        return nil
    }

    /// Values and groups of values of the enumeration that `applies to` looks at.
    private func values(_ names: [Written<String>], kind: Int, _ rule: Rule) -> [Int] {
        let record = layering.vocabulary.records[kind]
        guard let slot = record.appliesTo, case .enumeration(let index)? = record.fact(inSlot: slot)?.type,
            layering.vocabulary.enumerations.indices.contains(index)
        else {
            layering.report(
                .fault(
                    "no-applies-to", at: names.first?.location ?? rule.location, zh: "记录类型 `\(record.name)` 没有声明 `适用对象`",
                    en: "the kind `\(record.name)` declares no `applies to`",
                    mend: Phrase(zh: "在词汇表里声明，或写在条件里", en: "declare it in the vocabulary, or put it into the condition"),
                    notes: [Diagnostic.Note(message: Phrase(zh: "声明在这里", en: "declared here"), location: record.location)]))
            return []
        }
        let enumeration = layering.vocabulary.enumerations[index]
        var found: Set<Int> = []
        for name in names {
            if let value = enumeration.index(of: name.value) {
                found.insert(value)
            } else if let group = groups.index(of: name.value), groups.groups[group].values.contains(where: { $0.enumeration == index }) {
                found.formUnion(groups.groups[group].values.filter { $0.enumeration == index }.map(\.value))
            } else {
                let fitting = groups.groups.filter { group in group.values.contains { $0.enumeration == index } }
                let known = enumeration.values.spellings(\.name, \.label) + fitting.spellings(\.name, \.label)
                layering.report(.unknownName("unknown-value", name, zh: "适用对象", en: "value or group that a rule can apply to", known: known))
            }
        }
        return found.sorted()
    }
}
