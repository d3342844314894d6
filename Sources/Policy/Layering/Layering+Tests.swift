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
                test.then = test.then.map { resolved($0, rules: isAskedFor ? policy.rules.map(\.name) : nil, policy.variables) }
                // Another pack's rules aren't known here.
                test.under = test.under.map { expectation in
                    PackExpectation(pack: expectation.pack, then: expectation.then.map { resolved($0, rules: nil, policy.variables) })
                }
                return test
            }
        }
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

    /// A rule is undetermined for want of facts of the record, or of a fact of an event.
    func fact(_ name: Written<String>, _ variables: VariableTable) -> Written<String> {
        guard let index = variables.index(of: name.value) else {
            if !vocabulary.events.contains(where: { event in event.facts.contains { $0.name == name.value } }) {
                let known = vocabulary.records.flatMap { $0.facts.spellings(\.name, \.label) }
                report(.unknownName("unknown-fact", name, zh: "事实", en: "fact", known: known))
            }
            return name
        }
        return Written(variables[index].name, at: name.location)
    }

    private func check(_ rule: Written<String>, _ rules: [String]?) {
        guard let rules, !rules.contains(rule.value) else { return }
        report(.unknownName("unknown-rule", rule, zh: "规则", en: "rule", known: rules))
    }
}
