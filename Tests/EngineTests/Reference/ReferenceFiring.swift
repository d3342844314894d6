import Policy

/// A rule on a day, for one event where it says `for each`: as if the rule stood there once for each event.
struct ReferenceFiring: Hashable, Comparable {
    var rule: Int
    /// The event's place among those that count; nil for a rule without `for each`.
    var event: Int?

    static func < (a: ReferenceFiring, b: ReferenceFiring) -> Bool { (a.rule, a.event ?? -1) < (b.rule, b.event ?? -1) }
}

extension ReferenceReplay {
    /// What a rule amounts to on a day.
    func firings(_ number: Int, _ facts: ReferenceDay) -> [ReferenceFiring] {
        guard let each = rules[number].each else { return [ReferenceFiring(rule: number)] }
        return facts.events.indices.filter { facts.events[$0].type == each }.map { ReferenceFiring(rule: number, event: $0) }
    }

    /// Whether a rule's condition holds, its event being admitted; what isn't admitted is settled and told once.
    func condition(_ firing: ReferenceFiring, _ facts: ReferenceDay, _ day: Int?) -> ReferenceValue {
        let rule = rules[firing.rule]
        let applies = facts.applies(rule)
        if applies.isFalse { return applies }
        var admission = ReferenceValue.boolean(true)
        if let written = rule.admission, admitted[firing] != true {
            if admitted[firing] == false { return .boolean(false) }
            facts.calendar.lacks = false
            admission = facts.evaluate(written.expression, event: firing.event)
            if facts.calendar.lacks {
                // Whether it is admitted can't be settled without the year.
                if let day { note(ReferenceOutcome.Conflict(kind: "calendar", rules: [firing.rule], measure: nil, day: day)) }
                return .boolean(false)
            }
            if admission.missing == nil {
                if let day {
                    admitted[firing] = admission.isTrue
                    if !admission.isTrue { note("inadmissible", rules: [firing.rule], event: firing.event, day) }
                }
                if !admission.isTrue { return .boolean(false) }
            }
        }
        facts.calendar.lacks = false
        var result = rule.conditions.reduce(ReferenceValue.boolean(true)) {
            $0.isFalse ? $0 : .and($0, facts.evaluate($1.expression, event: firing.event))
        }
        if facts.calendar.lacks {
            if let day { note(ReferenceOutcome.Conflict(kind: "calendar", rules: [firing.rule], measure: nil, day: day)) }
            result = .null
        }
        // Null can't fire, whoever the record is about.
        return result == .null ? .boolean(false) : .and(applies, .and(admission, result))
    }

    /// Tells something about an event.
    func note(_ kind: String, rules: [Int] = [], event: Int?, measure: Int? = nil, _ day: Int) {
        findings.append(ReferenceOutcome.Finding(kind: kind, rules: rules, event: event.map { events[$0].on }, measure: measure, day: day))
    }

    // MARK: Which measures

    /// The types that an action is about for a firing, those under `only` if it says so.
    func types(_ action: ResolvedAction, _ firing: ReferenceFiring, _ day: Int, _ facts: ReferenceDay) -> [Int] {
        guard let only = action.only else { return action.measures }
        let names: [ReferenceValue]
        facts.calendar.lacks = false
        let value = facts.evaluate(only, event: firing.event)
        if facts.calendar.lacks {
            note(ReferenceOutcome.Conflict(kind: "calendar", rules: [firing.rule], measure: nil, day: day))
            return []
        }
        switch value {
        case .list(let list): names = list
        case .string(let name): names = [.string(name)]
        case .unknown(let missing):
            undecided[firing.rule, default: []].formUnion(missing)
            return []
        default:
            note(ReferenceOutcome.Conflict(kind: "null", rules: [firing.rule], measure: nil, day: day))
            return []
        }
        return action.measures.filter { names.contains(.string(plan.vocabulary.measures[$0].name)) }
    }

    /// The measures of those types that an action reaches.
    func reached(_ action: ResolvedAction, _ firing: ReferenceFiring, _ types: [Int]) -> [ReferenceMeasure] {
        measures.filter { types.contains($0.type) && (!action.isOfEvent || $0.event == firing.event) }
    }
}
