import Diagnostics

extension Layering {
    /// Facts, states, definitions and parameters in the order in which they are numbered; lower packs' new values for parameters.
    func declareVariables(_ policy: inout ResolvedPolicy) {
        var claimed: [String: Location] = [:]
        for fact in factsBySlot() {
            claimed[fact.name] = fact.location
            policy.variables.append(Variable(name: fact.name, aliases: aliases(fact.label), origin: .fact, type: fact.type))
        }
        for (index, state) in vocabulary.states.enumerated() {
            if let first = claimed[state.name] { report(.duplicateName(Written(state.name, at: state.location), first: first)) }
            claimed[state.name] = state.location
            policy.variables.append(Variable(name: state.name, aliases: aliases(state.label), origin: .state(index), type: .boolean))
        }
        declareDefinitions(&policy, &claimed)
        declareParameters(&policy, &claimed)
        setParameters(&policy)
    }

    private func aliases(_ label: Phrase) -> [String] { [label.zh, label.en].withoutRepeats() }

    private func factsBySlot() -> [Fact] {
        var facts: [Int: Fact] = [:]
        for fact in vocabulary.records.flatMap(\.facts) where facts[fact.slot] == nil { facts[fact.slot] = fact }
        return facts.sorted { $0.key < $1.key }.map(\.value)
    }

    private func declareDefinitions(_ policy: inout ResolvedPolicy, _ claimed: inout [String: Location]) {
        for (layer, pack) in layers.enumerated() {
            for definition in pack.definitions {
                guard claim(definition.name, at: definition.location, &claimed) else { continue }
                let body: ResolvedDefinition.Body
                switch definition.body {
                case .expression(let expression): body = .expression(expression)
                case .anyOf(let events): body = .anyOf(events.compactMap(event).withoutRepeats())
                case .allOf(let events): body = .allOf(events.compactMap(event).withoutRepeats())
                case .table(let table): body = .table(table, clauses: table.rows.map { clauses($0.clauses, from: layer) })
                }
                let origin = Variable.Origin.definition(policy.definitions.count)
                policy.definitions.append(
                    ResolvedDefinition(
                        name: definition.name, label: definition.label, layer: layer, body: body, slot: policy.variables.count,
                        location: definition.location))
                policy.variables.append(Variable(name: definition.name, aliases: definition.label.map(aliases) ?? [], origin: origin, type: nil))
            }
        }
    }

    private func declareParameters(_ policy: inout ResolvedPolicy, _ claimed: inout [String: Location]) {
        for (layer, pack) in layers.enumerated() {
            for parameter in pack.parameters {
                guard claim(parameter.name, at: parameter.location, &claimed) else { continue }
                let origin = Variable.Origin.parameter(policy.parameters.count)
                let clauses = clauses(parameter.clauses, from: layer)
                policy.parameters.append(
                    ResolvedParameter(
                        name: parameter.name, label: parameter.label, value: parameter.value, unit: unit(parameter), stated: parameter.stated,
                        declaredBy: layer, setBy: layer, clauses: clauses, sharper: parameter.sharper?.value,
                        settings: [setting(parameter, layer, clauses)],
                        slot: policy.variables.count, location: parameter.location))
                policy.parameters[policy.parameters.count - 1].since = parameter.since
                policy.parameters[policy.parameters.count - 1].versions = parameter.versions
                policy.variables.append(
                    Variable(name: parameter.name, aliases: aliases(parameter.label), origin: origin, type: nil))
            }
        }
    }

    /// The unit's name, where the vocabulary has it.
    private func unit(_ parameter: Parameter) -> String? {
        guard let unit = parameter.unit else { return nil }
        let (name, fault) = vocabulary.unit(meant: unit)
        if let fault { report(fault) }
        return name
    }

    private func claim(_ name: String, at location: Location, _ claimed: inout [String: Location]) -> Bool {
        if let first = claimed[name] {
            report(.duplicateName(Written(name, at: location), first: first))
            return false
        }
        claimed[name] = location
        return true
    }

    private func setParameters(_ policy: inout ResolvedPolicy) {
        for (layer, pack) in layers.enumerated() {
            for setting in pack.set {
                let name = Written(setting.name, at: setting.location)
                guard let index = parameter(setting.name, in: policy), policy.parameters[index].declaredBy <= layer else {
                    let known = policy.parameters.filter { $0.declaredBy < layer }.spellings(\.name, \.label)
                    report(.unknownName("unknown-parameter", name, zh: "上位政策的参数", en: "parameter of an extended pack", known: known))
                    continue
                }
                guard policy.parameters[index].declaredBy < layer else {
                    report(
                        .fault(
                            "own-parameter", at: setting.location, zh: "`\(setting.name)` 是本政策自己的参数",
                            en: "`\(setting.name)` is a parameter of this pack itself",
                            mend: Phrase(zh: "在 `参数` 里写它的值", en: "write its value under `parameters`"),
                            notes: [
                                Diagnostic.Note(
                                    message: Phrase(zh: "声明在这里", en: "declared here"), location: policy.parameters[index].location)
                            ]))
                    continue
                }
                policy.parameters[index].value = setting.value
                policy.parameters[index].stated = setting.stated
                policy.parameters[index].setBy = layer
                policy.parameters[index].since = setting.since
                policy.parameters[index].versions = setting.versions
                // A value of one's own rests on one's own clauses; where none are named, on those that left it open.
                let clauses = clauses(setting.clauses, from: layer)
                if !clauses.isEmpty { policy.parameters[index].clauses = clauses }
                policy.parameters[index].settings.append(self.setting(setting, layer, clauses))
            }
        }
    }

    private func setting(_ parameter: Parameter, _ layer: Int, _ clauses: [ClauseReference]) -> ResolvedParameter.Setting {
        ResolvedParameter.Setting(
            layer: layer, value: parameter.value, stated: parameter.stated, clauses: clauses, competence: parameter.competence,
            location: parameter.location)
    }

    private func parameter(_ name: String, in policy: ResolvedPolicy) -> Int? {
        policy.parameters.firstIndex { $0.name == name } ?? policy.parameters.firstIndex { $0.label.zh == name || $0.label.en == name }
    }
}
