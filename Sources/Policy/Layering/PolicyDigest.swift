import Diagnostics
import FEEL

/// A digest over everything of a policy that can affect a decision, and over nothing else: a comment, a reason or a test changes nothing.
///
/// Each text is preceded by its length, so that no two policies write the same bytes.
struct PolicyDigest {
    private var hash = SHA256()

    static func of(_ policy: ResolvedPolicy) -> String {
        var digest = PolicyDigest()
        digest.add(policy)
        return "sha256:" + digest.hash.finish()
    }

    // MARK: Parts

    private mutating func add(_ text: String) {
        hash.update("\(text.utf8.count):".utf8)
        hash.update(text.utf8)
    }

    private mutating func add(_ number: Int?) { add(number.map(String.init) ?? "-") }
    private mutating func add(_ flag: Bool) { add(flag ? 1 : 0) }
    private mutating func add(_ text: String?) { text.map { add("+" + $0) } ?? add("-") }
    private mutating func add(_ phrase: Phrase) {
        add(phrase.zh)
        add(phrase.en)
    }
    private mutating func add(_ expression: WrittenExpression?) { add(expression?.text) }

    private mutating func add<Element>(_ elements: [Element], _ addElement: (inout PolicyDigest, Element) -> Void) {
        add(elements.count)
        for element in elements { addElement(&self, element) }
    }

    private mutating func add(_ numbers: [Int]) { add(numbers) { $0.add($1) } }
    private mutating func add(_ texts: [String]) { add(texts) { $0.add($1) } }

    private mutating func add(_ addressee: Addressee?) {
        switch addressee {
        case nil: add("-")
        case .subject: add("subject")
        case .authority: add("authority")
        case .expression(let expression):
            add("expression")
            add(expression)
        }
    }

    // MARK: The whole

    private mutating func add(_ policy: ResolvedPolicy) {
        add(Vocabulary.languageVersion)
        add(policy.vocabulary)
        add(policy.layers) { digest, pack in
            digest.add(pack.id)
            digest.add(pack.instrument.number)
            digest.add(pack.inForce.from.map(Int.init))
            digest.add(pack.inForce.until.map(Int.init))
        }
        add(policy.monthEnds?.rawValue)
        add(policy.variables.spellings) { digest, spelling in
            digest.add(spelling.name)
            digest.add(spelling.index)
        }
        add(policy.definitions) { digest, definition in
            digest.add(definition.name)
            switch definition.body {
            case .expression(let expression): digest.add(expression)
            case .table(let table, _): digest.add(table)
            case .anyOf(let events):
                digest.add("any")
                digest.add(events)
            case .allOf(let events):
                digest.add("all")
                digest.add(events)
            }
        }
        add(policy.parameters) { digest, parameter in
            digest.add(parameter.name)
            digest.add(parameter.value)
        }
        add(policy.rules) { digest, rule in
            digest.add(rule, clauses: rule.clauses.map(policy.cite))
        }
        // A policy without them has the digest it always had: what stands at the end can't be taken for anything else.
        if let calendar = policy.calendar {
            add("calendar")
            add(calendar.path)
            add(Int(calendar.first))
            add(String(decoding: calendar.isWorking.map { $0 ? UInt8(ascii: "1") : UInt8(ascii: "0") }, as: UTF8.self))
        }
        if policy.deadlines.firstDay != nil || policy.deadlines.onHoliday != nil {
            add("deadlines")
            add(policy.deadlines.firstDay?.rawValue)
            add(policy.deadlines.onHoliday?.rawValue)
        }
        for combination in policy.combinations { add(combination) }
        for (number, rule) in policy.rules.enumerated() {
            guard let inForce = rule.inForce else { continue }
            add("in force")
            add(number)
            add(inForce.from.map(Int.init))
            add(inForce.until.map(Int.init))
        }
        if let law = policy.runningCases {
            add("running cases")
            add(law.rawValue)
        }
    }

    private mutating func add(_ table: DecisionTable) {
        add("table")
        add(table.hit.rawValue)
        add(table.inputs) { $0.add($1) }
        add(table.outputs) { digest, output in
            digest.add(output.name?.value)
            digest.add(output.values) { $0.add($1) }
        }
        add(table.rows) { digest, row in
            digest.add(row.tests) { $0.add($1) }
            digest.add(row.outputs) { $0.add($1) }
        }
        add(table.fallback != nil)
        add(table.fallback ?? []) { $0.add($1) }
    }

    /// What a policy doesn't use leaves the digest as it was.
    private mutating func add(_ key: String, _ expression: WrittenExpression?) {
        guard let expression else { return }
        add(key)
        add(expression)
    }

    private mutating func add(_ combination: ResolvedCombination) {
        add("combination")
        add(combination.measures)
        add(combination.combination.order.map(\.rawValue))
        add(combination.combination.base.rawValue)
        add("at least", combination.combination.atLeast)
        add("at most", combination.combination.atMost)
    }

    private mutating func add(_ rule: ResolvedRule, clauses: [String]) {
        add(rule.name)
        add(rule.layer)
        add(rule.kind)
        add(rule.appliesTo != nil)
        add(rule.appliesTo ?? [])
        switch rule.trigger {
        case .always: add("always")
        case .when: add("when")
        case .during: add("while")
        }
        add(rule.conditions) { digest, condition in
            digest.add(condition.expression)
            digest.add(condition.layer)
        }
        add(clauses)
        add(rule.actions) { digest, action in
            digest.add(action.verb.rawValue)
            digest.add(action.layer)
            digest.add(action.measures)
            digest.add(action.choices)
            for expression in [action.from, action.due, action.duration, action.until] { digest.add(expression) }
            digest.add(action.addressee)
            digest.add(action.responsible)
            digest.add(action.modality.rawValue)
            digest.add(action.clock?.rawValue)
            digest.add(action.decidedBy)
            digest.add("only", action.only)
            if action.isOfEvent { digest.add("of event") }
            digest.add("amount", action.amount)
            if let word = action.word { digest.add("word:" + word) }
            digest.add("at least", action.atLeast)
            digest.add("at most", action.atMost)
        }
        if let each = rule.each { add("for each \(each)") }
        add("admit", rule.admission?.expression)
    }

    private mutating func add(_ vocabulary: Vocabulary) {
        add(vocabulary.name)
        add(vocabulary.authority)
        add(vocabulary.enumerations) { digest, enumeration in
            digest.add(enumeration.values) { digest, value in
                digest.add(value.name)
                digest.add(value.label)
            }
        }
        add(vocabulary.records) { digest, kind in
            digest.add(kind.name)
            for role in [kind.day, kind.subject, kind.appliesTo, kind.notBefore] { digest.add(role) }
            digest.add(kind.facts) { $0.add($1) }
        }
        add(vocabulary.events) { digest, event in
            digest.add(event.name)
            digest.add(event.label)
            digest.add(event.facts) { $0.add($1) }
            if !event.answers.isEmpty {
                digest.add("answers")
                digest.add(event.answers)
                digest.add(event.matching?.fact)
                digest.add(event.matching?.asked ?? [])
            }
        }
        add(vocabulary.states) { digest, state in
            digest.add(state.name)
            digest.add(state.from) { $0.add($1) }
            digest.add(state.until) { $0.add($1) }
        }
        add(vocabulary.measures) { digest, measure in
            digest.add(measure.name)
            digest.add(measure.kind.rawValue)
            digest.add(measure.fulfilledBy)
            digest.add(measure.earlierCounts)
            digest.add(measure.borneBy)
        }
        add(vocabulary.choices) { digest, choice in
            digest.add(choice.name)
            switch choice.effect {
            case .adjust(let word): digest.add("adjust:" + word)
            case .exempt: digest.add("exempt")
            case .none: digest.add("none")
            }
        }
        add(vocabulary.discretion?.event)
        add(vocabulary.discretion?.choice)
        if let term = vocabulary.discretion?.term { add("term \(term)") }
        if let measures = vocabulary.discretion?.measures { add("measures \(measures)") }
    }

    private mutating func add(_ trigger: StateDeclaration.Trigger) {
        add(trigger.event)
        add(trigger.condition)
    }

    private mutating func add(_ fact: Fact) {
        add(fact.name)
        add(Self.text(of: fact.type))
        add(fact.unit)
        add(fact.range?.low)
        add(fact.range?.lowClosed ?? false)
        add(fact.range?.high)
        add(fact.range?.highClosed ?? false)
        add(fact.slot)
    }

    private static func text(of type: FactType) -> String {
        switch type {
        case .string: "string"
        case .number: "number"
        case .boolean: "boolean"
        case .date: "date"
        case .daysTimeDuration: "duration"
        case .yearsMonthsDuration: "period"
        case .enumeration(let index): "enumeration \(index)"
        case .list(let element): "list of " + text(of: element)
        }
    }
}
