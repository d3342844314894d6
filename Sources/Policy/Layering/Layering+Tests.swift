import Diagnostics

extension Layering {
    /// The names that tests use. Rules and clauses of an extended pack's tests are looked up among its own layers.
    func checkTests(_ policy: ResolvedPolicy) {
        for (layer, pack) in layers.enumerated() {
            for test in pack.tests {
                _ = clauses(test.clauses, from: layer)
                for day in test.then { check(day, rules: layer == layers.count - 1 ? policy.rules.map(\.name) : nil) }
                // Another pack's rules aren't known here.
                for expectation in test.under {
                    for day in expectation.then { check(day, rules: nil) }
                }
            }
        }
    }

    private func check(_ day: DayExpectation, rules: [String]?) {
        for expectation in day.measures {
            if vocabulary.measure(named: expectation.measure.value) == nil {
                let known = vocabulary.measures.spellings(\.name, \.label) + [PolicyKey.options, .undetermined, .conflicts].map(\.rawValue)
                report(.unknownName("unknown-measure", expectation.measure, zh: "措施", en: "measure", known: known))
            }
            if let rule = expectation.rule { check(rule, rules) }
        }
        for option in day.options ?? [] {
            for choice in option.value { _ = self.choice(Written(choice, at: option.location)) }
        }
        for expectation in day.undetermined ?? [] { check(expectation.rule, rules) }
    }

    private func check(_ rule: Written<String>, _ rules: [String]?) {
        guard let rules, !rules.contains(rule.value) else { return }
        report(.unknownName("unknown-rule", rule, zh: "规则", en: "rule", known: rules))
    }
}
