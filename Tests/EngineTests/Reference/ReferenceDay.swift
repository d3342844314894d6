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

    func evaluate(_ written: WrittenExpression) -> ReferenceValue { plan.expression(written).evaluate(scope) }

    func evaluateDue(_ written: WrittenExpression) -> ReferenceValue {
        plan.expression(written).evaluateDue(scope, plan.policy.deadlines)
    }

    private var scope: ReferenceExpression.Scope {
        ReferenceExpression.Scope(
            value: { self.value(of: $0) }, days: { self.days(of: $0) },
            calendar: calendar)
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
        case .parameter(let index): return evaluate(plan.policy.parameters[index].value)
        case .definition(let index):
            let before = calendar.lacks
            calendar.lacks = false
            let value: ReferenceValue =
                switch plan.policy.definitions[index].body {
                case .anyOf(let events): .boolean(events.contains { has($0) })
                case .allOf(let events): .boolean(events.allSatisfy { has($0) })
                case .expression(let written): evaluate(written)
                case .table(let table, _): ReferenceTable(table: table, plan: plan, scope: scope).value()
                }
            definitions[name] = value
            if calendar.lacks { lacking.insert(name) }
            calendar.lacks = before || calendar.lacks
            return value
        }
    }

    /// Whether a rule's condition holds, whom it applies to being part of it; null where it asks about a day that the calendar lacks.
    func condition(of rule: ResolvedRule, lacks: () -> Void = {}) -> ReferenceValue {
        if applies(rule).isFalse { return .boolean(false) }
        calendar.lacks = false
        var result = rule.conditions.reduce(ReferenceValue.boolean(true)) { $0.isFalse ? $0 : .and($0, evaluate($1.expression)) }
        if calendar.lacks {
            lacks()
            result = .null
        }
        // Null can't fire, whoever the record is about.
        return result == .null ? .boolean(false) : .and(applies(rule), result)
    }

    private func applies(_ rule: ResolvedRule) -> ReferenceValue {
        let kind = plan.vocabulary.records[record.kind]
        guard let allowed = rule.appliesTo, let slot = kind.appliesTo, case .enumeration(let type)? = kind.fact(inSlot: slot)?.type else {
            return .boolean(true)
        }
        let value = fact(slot)
        guard case .string(let text) = value else { return value.missing == nil ? .boolean(false) : value }
        return .boolean(allowed.contains { plan.vocabulary.enumerations[type].values[$0].name == text })
    }
}
