import Policy

/// What can be read on one day of a case: its facts, the events so far, the states and definitions that follow from them.
final class ReferenceDay {
    let plan: ReferencePolicy
    let record: ReferenceCase
    /// Events that have happened, in their order.
    let events: [ReferenceCase.Event]
    private var states: [String: ReferenceValue] = [:]
    private var definitions: [String: ReferenceValue] = [:]
    /// Definitions that asked about a day that the calendar lacks.
    private var lacking: Set<String> = []
    let calendar: ReferenceCalendar

    init(_ plan: ReferencePolicy, _ record: ReferenceCase, events: [ReferenceCase.Event]) {
        self.plan = plan
        self.record = record
        self.events = events
        calendar = ReferenceCalendar(plan.policy.calendar)
        for state in plan.vocabulary.states { states[state.name] = value(of: state) }
    }

    /// A state is what the last event that had to do with it made it.
    private func value(of state: StateDeclaration) -> ReferenceValue {
        var value = ReferenceValue.boolean(false)
        for event in events {
            for (triggers, result) in [(state.from, true), (state.until, false)] {
                for trigger in triggers where trigger.event == event.type {
                    let holds = trigger.condition.map { plan.condition($0, event: event.type).evaluate(scope(of: event)) } ?? .boolean(true)
                    if holds.isTrue { value = .boolean(result) }
                    // Where the state is already what the event would make it, either way it stays so.
                    if let facts = holds.missing, value != .boolean(result) { value = .unknown(facts.union(value.missing ?? [])) }
                }
            }
        }
        return value
    }

    private func scope(of event: ReferenceCase.Event) -> ReferenceExpression.Scope {
        let type = plan.vocabulary.events[event.type]
        return ReferenceExpression.Scope(
            value: { name in
                guard let index = type.facts.firstIndex(where: { $0.name == name }) else { return .null }
                return event.facts[index] ?? .unknown(["events.\(type.name).\(name)"])
            }, days: { _ in [] })
    }

    /// What the functions over measures say; set by the replay.
    var ofMeasures: (String, String) -> ReferenceValue = { _, _ in .null }

    func evaluate(_ written: WrittenExpression, event: Int? = nil) -> ReferenceValue {
        plan.expression(written).evaluate(scope(event))
    }

    func evaluateDue(_ written: WrittenExpression, event: Int?) -> ReferenceValue {
        plan.expression(written).evaluateDue(scope(event), plan.policy.deadlines)
    }

    /// What an expression sees, for an event where it has one of its own.
    private func scope(_ event: Int? = nil) -> ReferenceExpression.Scope {
        var scope = ReferenceExpression.Scope(
            value: { self.value(of: $0) }, days: { self.days(of: $0) }, calendar: calendar, ofMeasures: ofMeasures)
        if let event { scope.value = { self.value(of: $0, for: event) ?? self.value(of: $0) } }
        return scope
    }

    /// `event.…` and `answer.…` of an event; nil for any other name.
    private func value(of name: String, for event: Int) -> ReferenceValue? {
        if name == "event.answered" { return .boolean(answers[event] != nil) }
        if name.hasPrefix("event.") { return value(String(name.dropFirst(6)), of: events[event]) }
        guard name.hasPrefix("answer.") else { return nil }
        return answers[event].map { value(String(name.dropFirst(7)), of: events[$0]) } ?? .null
    }

    private func value(_ fact: String, of event: ReferenceCase.Event) -> ReferenceValue {
        if fact == "on" { return .date(event.on) }
        if fact == "recorded" { return .date(event.recorded ?? event.on) }
        let type = plan.vocabulary.events[event.type]
        guard let index = type.facts.firstIndex(where: { $0.name == fact }) else { return .null }
        return event.facts[index] ?? .unknown(["events.\(type.name).\(fact)"])
    }

    /// By place of an event: the place of the one that answers it. Each answers the first of a type that waits, or of those that it names.
    private(set) lazy var answers: [Int: Int] = {
        var answers: [Int: Int] = [:]
        for (place, event) in events.enumerated() {
            let type = plan.vocabulary.events[event.type]
            for (index, asked) in type.answers.enumerated() {
                let reference = type.matching.flatMap { event.facts[$0.fact] }
                answers[
                    events.indices.first { earlier in
                        guard earlier < place, events[earlier].type == asked, answers[earlier] == nil else { return false }
                        guard let reference, let matching = type.matching else { return true }
                        return events[earlier].facts[matching.asked[index]] == reference
                    } ?? -1] = place
            }
        }
        answers[-1] = nil
        return answers
    }()

    /// Answers that name an event which isn't there.
    var strayAnswers: [Int] {
        events.indices.filter { place in
            guard let matching = plan.vocabulary.events[events[place].type].matching, events[place].facts[matching.fact] != nil else { return false }
            return !answers.values.contains(place)
        }
    }

    func days(of name: String) -> [Int] { events.filter { plan.vocabulary.events[$0.type].name == name }.map(\.on) }

    func has(_ event: Int) -> Bool { events.contains { $0.type == event } }

    func fact(_ slot: Int) -> ReferenceValue { record.facts[slot] ?? .unknown([plan.policy.variables[slot].name]) }

    private func value(of name: String) -> ReferenceValue {
        if let state = states[name] { return state }
        if let definition = definitions[name] {
            if lacking.contains(name) { calendar.lacks = true }
            return definition
        }
        guard let slot = plan.policy.variables.index(of: name) else { return .null }
        switch plan.policy.variables[slot].origin {
        case .fact: return fact(slot)
        case .state: return .null
        case .parameter(let index):
            // The value that counts under the law of the law day; before the first there is none, and nobody may ask: the first then.
            var written = plan.policy.parameters[index].value
            for version in plan.policy.parameters[index].versions where Int(version.from ?? .min) <= record.law ?? record.asOf {
                written = version.value
            }
            return evaluate(written)
        case .definition(let index):
            let before = calendar.lacks
            calendar.lacks = false
            let value: ReferenceValue =
                switch plan.policy.definitions[index].body {
                case .anyOf(let events): .boolean(events.contains { has($0) })
                case .allOf(let events): .boolean(events.allSatisfy { has($0) })
                case .expression(let written): evaluate(written)
                case .table(let table, _): ReferenceTable(table: table, plan: plan, scope: scope()).value()
                }
            definitions[name] = value
            if calendar.lacks { lacking.insert(name) }
            calendar.lacks = before || calendar.lacks
            return value
        }
    }

    /// Whether a rule applies to whom the record is about.
    func applies(_ rule: ResolvedRule) -> ReferenceValue {
        let kind = plan.vocabulary.records[record.kind]
        guard let allowed = rule.appliesTo, let slot = kind.appliesTo, case .enumeration(let type)? = kind.fact(inSlot: slot)?.type else {
            return .boolean(true)
        }
        let value = fact(slot)
        guard case .string(let text) = value else { return value.missing == nil ? .boolean(false) : value }
        return .boolean(allowed.contains { plan.vocabulary.enumerations[type].values[$0].name == text })
    }
}
