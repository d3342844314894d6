import Diagnostics
import Policy

/// Two packs side by side: their rules and their parameters.
package struct PackDifference: Sendable {
    package let first: ResolvedPolicy
    package let second: ResolvedPolicy
    /// The first pack's rules in their order, then those that only the second has.
    package private(set) var rules: [RuleRow] = []
    package private(set) var parameters: [ParameterRow] = []
    /// The first pack's assessments in their order, then those that only the second has; `rule` is the assessment's name.
    package private(set) var assessments: [RuleRow] = []

    package enum Relation: String, Sendable, Hashable, CaseIterable {
        case same
        case differs
        case onlyFirst = "only-a"
        case onlySecond = "only-b"
    }

    package struct RuleRow: Sendable, Hashable {
        package var rule: String
        package var relation: Relation
        /// The pack that both have it from; nil where they don't.
        package var inheritedFrom: String?
        package var aspects: [Aspect] = []
        package var firstClauses: [String] = []
        package var secondClauses: [String] = []
    }

    /// One thing that the two packs' rules say differently.
    package struct Aspect: Sendable, Hashable {
        package var name: Phrase
        package var first: String
        package var second: String
    }

    package struct ParameterRow: Sendable, Hashable {
        package var name: String
        package var label: Phrase
        package var relation: Relation
        /// Nil where the pack doesn't have it.
        package var first: Side?
        package var second: Side?

        package struct Side: Sendable, Hashable {
            package var value: Phrase
            package var text: String
            /// The day from which the value counts; nil: from the beginning.
            package var since: String?
            package var stated: Bool
            package var clauses: [String]
        }
    }

    package init(_ first: TypedPolicy, _ second: TypedPolicy) {
        (self.first, self.second) = (first.policy, second.policy)
        compareRules(first, second)
        compareParameters(first, second)
        compareAssessments(first, second)
    }

    private mutating func compareRules(_ a: TypedPolicy, _ b: TypedPolicy) {
        for (index, rule) in first.rules.enumerated() {
            let content = RuleContent(rule, of: first)
            guard let counterpartIndex = second.rules.firstIndex(where: { $0.name == rule.name }) else {
                rules.append(RuleRow(rule: rule.name, relation: .onlyFirst, firstClauses: content.clauses))
                continue
            }
            let other = second.rules[counterpartIndex]
            let counterpart = RuleContent(other, of: second)
            let aspects =
                PackDifference.aspects(content, counterpart)
                + PackDifference.aspects(RuleDefinitions.of(index, a), RuleDefinitions.of(counterpartIndex, b))
            let (origin, otherOrigin) = (origin(rule, first), self.origin(other, second))
            rules.append(
                RuleRow(
                    rule: rule.name, relation: aspects.isEmpty ? .same : .differs, inheritedFrom: origin == otherOrigin ? origin : nil,
                    aspects: aspects, firstClauses: content.clauses, secondClauses: counterpart.clauses))
        }
        for rule in second.rules where !first.rules.contains(where: { $0.name == rule.name }) {
            rules.append(RuleRow(rule: rule.name, relation: .onlySecond, secondClauses: RuleContent(rule, of: second).clauses))
        }
    }

    /// The pack that wrote a rule first.
    private func origin(_ rule: ResolvedRule, _ policy: ResolvedPolicy) -> String { policy.layers[rule.provenance.first?.layer ?? rule.layer].id }

    private static func aspects(_ a: RuleContent, _ b: RuleContent) -> [Aspect] {
        var aspects: [Aspect] = []
        func note(_ name: Phrase, _ first: String, _ second: String) {
            if first != second { aspects.append(Aspect(name: name, first: first, second: second)) }
        }
        note(Phrase(zh: "记录类型", en: "kind"), a.kind, b.kind)
        note(
            Phrase(zh: "适用对象", en: "applies to"), a.appliesTo?.joined(separator: ", ") ?? "*", b.appliesTo?.joined(separator: ", ") ?? "*")
        note(Phrase(zh: "条件", en: "condition"), a.conditionText, b.conditionText)
        let (only, others) = (a.actions.filter { !b.actions.contains($0) }, b.actions.filter { !a.actions.contains($0) })
        note(
            Phrase(zh: "动作", en: "actions"), only.map(\.text).joined(separator: "; "), others.map(\.text).joined(separator: "; "))
        return aspects
    }

    /// Definitions that both rules read by one name and that say different things.
    private static func aspects(_ a: [String: [String]], _ b: [String: [String]]) -> [Aspect] {
        a.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
            guard let first = a[name], let second = b[name], first != second else { return nil }
            // Of two tables the rows that differ; of two that have the same rows in another order, all of them.
            let (only, others) = (first.filter { !second.contains($0) }, second.filter { !first.contains($0) })
            let isOrder = only.isEmpty && others.isEmpty
            return Aspect(
                name: Phrase(zh: "定义 \(name)", en: "definition \(name)"), first: (isOrder ? first : only).joined(separator: "; "),
                second: (isOrder ? second : others).joined(separator: "; "))
        }
    }

    private mutating func compareAssessments(_ a: TypedPolicy, _ b: TypedPolicy) {
        func origin(_ assessment: ResolvedAssessment, _ policy: ResolvedPolicy) -> String {
            policy.layers[assessment.provenance.first?.layer ?? assessment.layer].id
        }
        for (index, assessment) in first.assessments.enumerated() {
            let content = AssessmentContent(index, of: a)
            guard let other = second.assessments.firstIndex(where: { $0.name == assessment.name }) else {
                assessments.append(RuleRow(rule: assessment.name, relation: .onlyFirst, firstClauses: content.clauses))
                continue
            }
            let counterpart = AssessmentContent(other, of: b)
            let aspects = content.differences(from: counterpart)
            let from = origin(assessment, first)
            assessments.append(
                RuleRow(
                    rule: assessment.name, relation: aspects.isEmpty ? .same : .differs,
                    inheritedFrom: from == origin(second.assessments[other], second) ? from : nil, aspects: aspects,
                    firstClauses: content.clauses, secondClauses: counterpart.clauses))
        }
        for (index, assessment) in second.assessments.enumerated() where !first.assessments.contains(where: { $0.name == assessment.name }) {
            assessments.append(
                RuleRow(rule: assessment.name, relation: .onlySecond, secondClauses: AssessmentContent(index, of: b).clauses))
        }
    }

    private mutating func compareParameters(_ a: TypedPolicy, _ b: TypedPolicy) {
        func side(_ typed: TypedPolicy, _ name: String) -> ParameterRow.Side? {
            guard let index = typed.policy.parameters.firstIndex(where: { $0.name == name }) else { return nil }
            let parameter = typed.policy.parameters[index]
            let value = typed.parameters[index].value
            return ParameterRow.Side(
                value: Phrase(zh: Labels(typed.policy, .chinese).value(value), en: Labels(typed.policy, .english).value(value)),
                text: parameter.value.text, since: parameter.since.map { CivilDay.text($0) }, stated: parameter.stated,
                clauses: parameter.clauses.map { typed.policy.cite($0) })
        }
        var seen: Set<String> = []
        for parameter in a.policy.parameters + b.policy.parameters where seen.insert(parameter.name).inserted {
            let (first, second) = (side(a, parameter.name), side(b, parameter.name))
            let relation: Relation =
                first == nil ? .onlySecond : second == nil ? .onlyFirst : first?.value == second?.value ? .same : .differs
            parameters.append(
                ParameterRow(name: parameter.name, label: parameter.label, relation: relation, first: first, second: second))
        }
    }

    package func count(_ relation: Relation) -> Int { rules.count { $0.relation == relation } }
}

extension RuleContent {
    /// The condition as one expression.
    var conditionText: String {
        let prefix = each.map { "for each \($0)" + (admission.map { " admitted if (\($0))" } ?? "") + (trigger == .always ? "" : " ") } ?? ""
        let word = prefix + (trigger == .during ? "while " : trigger == .when ? "when " : "")
        return word + conditions.map { conditions.count > 1 ? "(\($0))" : $0 }.joined(separator: " and ")
    }
}

extension RuleContent.Action {
    /// As a pack might write it.
    var text: String {
        var parts = ["\(verb.rawValue): \(measure)"]
        if !choices.isEmpty { parts.append("[\(choices.joined(separator: ", "))]") }
        for (key, text) in [
            ("from", from), ("due", due), ("for", duration), ("until", until), ("addressee", addressee), ("clock", clock?.rawValue),
            ("only", only), ("by", amount), ("as", word), ("at least", atLeast), ("at most", atMost), ("of", isOfEvent ? "event" : nil),
        ] {
            if let text { parts.append("\(key): \(text)") }
        }
        if modality == .may { parts.append("modality: may") }
        if !decidedBy.isEmpty { parts.append("decided by: \(decidedBy.joined(separator: ", "))") }
        return parts.joined(separator: ", ")
    }
}
