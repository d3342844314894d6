import Diagnostics

extension Layering {
    /// Checks the names that tests use, and turns labels into names. Rules that an extended pack's tests name are its own affair.
    func resolveTests(_ policy: inout ResolvedPolicy) {
        let records = RecordNames(vocabulary: vocabulary)
        for (layer, pack) in layers.enumerated() {
            let isAskedFor = layer == layers.count - 1
            policy.layers[layer].tests = pack.tests.map { test in
                _ = clauses(test.clauses, from: layer)
                var test = test
                test.given = records.canonical(test.given)
                test.agenda = test.agenda.map { resolved($0, isAskedFor ? policy : nil) }
                test.then = test.then.map { resolved($0, rules: isAskedFor ? policy.rules.map(\.name) : nil, policy.variables) }
                // Another pack's rules aren't known here.
                test.under = test.under.map { expectation in
                    PackExpectation(
                        pack: expectation.pack, clauses: expectation.clauses,
                        then: expectation.then.map { resolved($0, rules: nil, policy.variables) })
                }
                return test
            }
        }
    }

    /// The tests beside a vocabulary. Which packs there are, and their rules and clauses, isn't known here.
    func resolved(shared tests: [TestCase]) -> [TestCase] {
        let records = RecordNames(vocabulary: vocabulary)
        var policy = ResolvedPolicy(vocabulary: vocabulary, layers: [])
        declareVariables(&policy)
        return tests.map { test in
            var test = test
            test.given = records.canonical(test.given)
            test.under = test.under.map { expectation in
                var expectation = expectation
                expectation.then = expectation.then.map { resolved($0, rules: nil, policy.variables) }
                return expectation
            }
            return test
        }
    }

    /// Duties by their names; those of an extended pack's tests are its own affair.
    private func resolved(_ agenda: AgendaExpectation, _ policy: ResolvedPolicy?) -> AgendaExpectation {
        guard let policy else { return agenda }
        var agenda = agenda
        func name(_ written: Written<String>) -> Written<String> {
            if let index = policy.duty(named: written.value) { return Written(policy.duties[index].name, at: written.location) }
            report(.unknownName("unknown-duty", written, zh: "任务", en: "duty", known: policy.duties.spellings(\.name, \.label)))
            return written
        }
        for index in agenda.done.indices { agenda.done[index].duty = name(agenda.done[index].duty) }
        for index in agenda.duties.indices { agenda.duties[index].duty = name(agenda.duties[index].duty) }
        return agenda
    }

    private func resolved(_ day: DayExpectation, rules: [String]?, _ variables: VariableTable) -> DayExpectation {
        var day = day
        for index in day.measures.indices {
            let name = day.measures[index].measure
            if let measure = vocabulary.measure(named: name.value) {
                day.measures[index].measure.value = vocabulary.measures[measure].name
            } else {
                let known = vocabulary.measures.spellings(\.name, \.label) + [PolicyKey.options, .undetermined, .conflicts].map(\.rawValue)
                report(.unknownName("unknown-measure", name, zh: "措施", en: "measure", known: known))
            }
            if let rule = day.measures[index].rule { check(rule, rules) }
        }
        day.options = day.options?.map { option in
            Written(
                option.value.map { name in choice(Written(name, at: option.location)).map { vocabulary.choices[$0].name } ?? name },
                at: option.location)
        }
        day.undetermined = day.undetermined?.map { expectation in
            check(expectation.rule, rules)
            return UndeterminedExpectation(rule: expectation.rule, facts: expectation.facts.map { fact($0, variables) })
        }
        return day
    }

    /// A rule is undetermined for want of facts of the record, or of a fact of an event: `events.EVENT.FACT`, or the fact's name alone.
    func fact(_ name: Written<String>, _ variables: VariableTable) -> Written<String> {
        if let index = variables.index(of: name.value) { return Written(variables[index].name, at: name.location) }
        let paths = vocabulary.events.flatMap { event in event.facts.map { "events.\(event.name).\($0.name)" } }
        if !paths.contains(name.value), !vocabulary.events.contains(where: { event in event.facts.contains { $0.name == name.value } }) {
            let known = vocabulary.records.flatMap { $0.facts.spellings(\.name, \.label) } + paths
            report(.unknownName("unknown-fact", name, zh: "事实", en: "fact", known: known))
        }
        return name
    }

    private func check(_ rule: Written<String>, _ rules: [String]?) {
        guard let rules, !rules.contains(rule.value), !layers.contains(where: { $0.elsewhere.contains(rule.value) }) else { return }
        report(.unknownName("unknown-rule", rule, zh: "规则", en: "rule", known: rules))
    }
}
