import Diagnostics
import YAMLDocument

extension NodeReader {
    func rules(_ node: YAMLNode, names: inout NameRegister) -> [Rule] {
        let keys: [PolicyKey] = [.label, .clause, .kind, .appliesTo, .inForce, .forEach, .admit, .when, .while, .then, .versions]
        return eachRule(node, keys: keys, names: &names, mayBeDuties: false) { fields in
            if !fields.has(.versions) { _ = fields.required(.then) }
            return .own
        }
    }

    /// A refinement adds clauses and actions and narrows the condition; whom the rule is about stays as it was.
    func refinements(_ node: YAMLNode, names: inout NameRegister) -> [Rule] {
        eachRule(node, keys: [.clause, .inForce, .when, .while, .then, .versions], names: &names) { _ in .refinement }
    }

    func replacements(_ node: YAMLNode, names: inout NameRegister) -> [Rule] {
        let keys: [PolicyKey] = [.because, .label, .clause, .kind, .appliesTo, .inForce, .forEach, .admit, .when, .while, .then, .versions]
        return eachRule(node, keys: keys, names: &names) { fields in
            if !fields.has(.versions) { _ = fields.required(.then) }
            return .replacement(because: reason(fields))
        }
    }

    func dropped(_ node: YAMLNode, names: inout NameRegister) -> [DroppedRule] {
        var result: [DroppedRule] = []
        for (name, node) in named(node) where names.claim(name, findings: findings) {
            guard let fields = fields(node, keys: [.because, .inForce], at: name.location) else { continue }
            let days = fields[.inForce].map { inForce($0, keys: [.from, .until]) }
            result.append(DroppedRule(name: name.value, because: reason(fields), inForce: days, location: name.location))
        }
        return result
    }

    /// Why a superior rule doesn't stand; whoever departs from the text above says so.
    func reason(_ fields: Fields) -> String? {
        if let text = fields[.because].flatMap(text) { return text }
        if !fields.has(.because) {
            report(
                .fault(
                    "missing-because", at: fields.place, zh: "没有说明理由", en: "no reason is given for it",
                    mend: Phrase(zh: "补上 `理由:` 或 `because:`", en: "add `because:`")))
        }
        return nil
    }

    private func eachRule(
        _ node: YAMLNode, keys: [PolicyKey], names: inout NameRegister, mayBeDuties: Bool = true, role: (Fields) -> Rule.Role
    ) -> [Rule] {
        var result: [Rule] = []
        for (name, node) in named(node) {
            // Duties and assessments are refined and replaced under the same keys, and read by themselves.
            guard !(mayBeDuties && (isDuty(node) || isAssessment(node))), names.claim(name, findings: findings) else { continue }
            guard let fields = fields(node, keys: keys, at: name.location) else { continue }
            result.append(rule(name, role(fields), fields))
        }
        return result
    }

    private func rule(_ name: Written<String>, _ role: Rule.Role, _ fields: Fields) -> Rule {
        for key in [PolicyKey.when, .while, .then] { fields.exclude(.versions, key) }
        var rule = Rule(
            name: name.value, role: role, label: label(fields), clauses: fields[.clause].map(texts) ?? [], kind: fields[.kind].flatMap(written),
            appliesTo: fields[.appliesTo].map(texts), condition: condition(fields), actions: fields[.then].map(actions) ?? [], location: name.location
        )
        rule.inForce = fields[.inForce].map { inForce($0, keys: [.from, .until]) }
        rule.versions = fields[.versions].map { ruleVersions($0, mayAdmit: fields.has(.forEach)) } ?? []
        rule.each = fields[.forEach].flatMap(written)
        rule.admission = fields[.admit].flatMap(expression)
        if !fields.has(.forEach) { refuseAdmission(fields) }
        return rule
    }
}
