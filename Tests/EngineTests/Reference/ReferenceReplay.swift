import Policy

/// The meaning of a policy, read straight from `docs/policy-language.md`: every day from the record's to the one asked for is gone through, and on
/// each everything is worked out anew. Slow and plain on purpose; shares nothing with the engine.
final class ReferenceReplay {
    let plan: ReferencePolicy
    let record: ReferenceCase
    var measures: [ReferenceMeasure] = []
    var options: [ReferenceOption] = []
    var conflicts: Set<ReferenceOutcome.Conflict> = []
    /// Facts by the rule of an option whose decision doesn't say the choice.
    var undecided: [Int: Set<String>] = [:]
    /// Rules that have fired.
    var fired: Set<ReferenceFiring> = []
    /// Rules with `while` that held on the last day.
    private var held: Set<ReferenceFiring> = []
    /// Rules with `while` whose condition has been true and not false since: unknown isn't false.
    var upheld: Set<ReferenceFiring> = []
    /// Whether an event is admitted, once that is settled.
    var admitted: [ReferenceFiring: Bool] = [:]
    /// By firing and number of a holding action: the types it reaches.
    var reaches: [ReferenceFiring: [Int: [Int]]] = [:]
    var findings: [ReferenceOutcome.Finding] = []
    /// Facts that conditions have waited for on days on which their rules could fire, until they did.
    private var waiting: [ReferenceFiring: Set<String>] = [:]
    /// All that count, in order.
    let events: [ReferenceCase.Event]
    /// The subject's records as this one sees them; set as soon as all of them are there.
    var records: (ReferenceQuery, Int) -> ReferenceValue = { _, _ in .null }

    init(_ plan: ReferencePolicy, _ record: ReferenceCase) {
        self.plan = plan
        self.record = record
        events = ReferenceReplay.counted(record)
    }

    static func decide(_ plan: ReferencePolicy, _ record: ReferenceCase) -> ReferenceOutcome {
        ReferenceSubject(plan, record).decide()
    }

    var rules: [ResolvedRule] { plan.policy.rules }

    /// Point 2: events with `on` ≤ A and `recorded` ≤ K, by day, on one day in the order of the record.
    private static func counted(_ record: ReferenceCase) -> [ReferenceCase.Event] {
        let known = record.known ?? record.asOf
        let events = record.events.filter { $0.on <= record.asOf && ($0.recorded ?? $0.on) <= known }
        return events.enumerated().sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }.map(\.element)
    }

    /// What can be read on a day.
    func facts(on day: Int) -> ReferenceDay {
        let facts = ReferenceDay(plan, record, events: events.filter { $0.on <= day }, records: { self.records($0, day) })
        facts.ofMeasures = { self.ofMeasures($0, $1, day) }
        return facts
    }

    /// The day on which the record begins to count; nil where its kind has none.
    private(set) lazy var start: ReferenceValue? = plan.vocabulary.records[record.kind].day.map { facts(on: record.asOf).fact($0) }

    /// The day it begins, unless that isn't known or lies beyond the day asked for.
    var first: Int? {
        guard case .date(let first)? = start, first <= record.asOf else { return nil }
        return first
    }

    /// Goes through one day.
    func pass(_ day: Int) {
        if let first, day >= first { pass(day, facts(on: day), first) }
    }

    /// What it all has come to.
    func outcome() -> ReferenceOutcome {
        let last = facts(on: record.asOf)
        if let missing = start?.missing { return undated(last, missing) }
        guard first != nil else { return ReferenceOutcome() }
        if usesAnswers { for place in last.strayAnswers { note("unmatched", event: place, events[place].on) } }
        return outcomeOfDays()
    }

    /// Facts for want of which it isn't known whether measures of a type stand at the end of the last day gone through: rules that may have acted on
    /// them, choices that aren't known.
    func unsettled(_ type: Int) -> Set<String> {
        var missing: Set<String> = []
        for (rule, facts) in undecided where concerns(rules[rule]) && acts(rules[rule], on: type) { missing.formUnion(facts) }
        for (firing, facts) in waiting where acts(rules[firing.rule], on: type) { missing.formUnion(facts) }
        return missing
    }

    private func acts(_ rule: ResolvedRule, on type: Int) -> Bool { rule.actions.contains { binds($0) && $0.measures.contains(type) } }

    /// Point 10: a record whose day is unknown.
    private func undated(_ day: ReferenceDay, _ missing: Set<String>) -> ReferenceOutcome {
        var outcome = ReferenceOutcome()
        for (number, rule) in rules.enumerated() where concerns(rule) {
            for firing in firings(number, day) {
                let condition = condition(firing, day, nil)
                if !condition.isFalse { outcome.undetermined[number, default: []].formUnion(missing.union(condition.missing ?? [])) }
            }
        }
        if usesAnswers { for place in day.strayAnswers { note("unmatched", event: place, events[place].on) } }
        outcome.findings = findings.sorted { "\($0)" < "\($1)" }
        return outcome
    }

    // MARK: In force

    private func inForce(_ rule: ResolvedRule) -> InForce { plan.policy.layers[rule.layer].inForce }

    /// Whether the rule is about this kind of record and its pack applies under the law of the day asked for.
    private func concerns(_ rule: ResolvedRule) -> Bool {
        let law = Int32(record.law ?? record.asOf)
        return rule.kind == record.kind && inForce(rule).contains(law) && (rule.inForce?.contains(law) ?? true)
    }

    /// Whether the rule can fire on that day.
    private func canFire(_ rule: ResolvedRule, on day: Int) -> Bool {
        // A trial of what is to come: as if it had always been in force; its end is an end.
        if (record.law ?? record.asOf) > record.asOf { return true }
        return inForce(rule).contains(Int32(day)) && (rule.inForce?.contains(Int32(day)) ?? true)
    }

    /// Whether what the rule may have done is over as soon as its condition doesn't hold.
    private func leavesNothing(_ rule: ResolvedRule) -> Bool {
        rule.trigger == .during && rule.actions.allSatisfy { $0.verb == .withhold || ($0.verb == .suspend && $0.clock != .stops) }
    }

    /// What a refinement adds doesn't apply where its pack doesn't.
    func binds(_ action: ResolvedAction) -> Bool {
        plan.policy.layers[action.layer].inForce.contains(Int32(record.law ?? record.asOf))
    }

    private var usesAnswers: Bool {
        rules.contains { rule in rule.each.map { each in plan.vocabulary.events.contains { $0.answers.contains(each) } } ?? false }
    }

    // MARK: A day

    private func pass(_ day: Int, _ facts: ReferenceDay, _ first: Int) {
        // Days before a measure starts aren't days of suspension.
        for measure in measures where measure.isClockStopped && measure.start < day { measure.moveByADay() }
        for measure in measures { measure.stoodStill = measure.isClockStopped }
        facts.ofMeasures = { self.ofMeasures($0, $1, day) }
        var firing: Set<ReferenceFiring> = []
        var holding: Set<ReferenceFiring> = []
        var released: Set<ReferenceFiring> = []
        for (number, rule) in rules.enumerated() where concerns(rule) {
            for one in firings(number, facts) where rule.trigger == .during || !fired.contains(one) {
                let condition = canFire(rule, on: day) ? condition(one, facts, day) : .boolean(false)
                if let missing = condition.missing {
                    waiting[one] = missing.union(leavesNothing(rule) ? [] : waiting[one] ?? [])
                } else if condition.isTrue || leavesNothing(rule) || upheld.contains(one) {
                    // It acts, or had acted before it was in question.
                    waiting[one] = nil
                }
                if rule.trigger == .during {
                    if condition.isTrue {
                        holding.insert(one)
                        if !held.contains(one) { firing.insert(one) }
                        upheld.insert(one)
                    } else if condition.missing == nil, upheld.remove(one) != nil {
                        released.insert(one)
                    }
                } else if condition.isTrue {
                    firing.insert(one)
                }
            }
        }
        held = holding
        fired.formUnion(firing)
        each(.impose, of: firing) { impose($1, $0, day, facts) }
        each(.revoke, of: firing) { revoke($1, $0, day, facts) }
        lift(firing: firing, released: released, day, facts)
        each(.reinstate, of: firing) { reinstate($1, $0, day, facts) }
        each([.shorten, .extend], of: firing) { change($1, $0, day, facts) }
        for one in firing.sorted() {
            for (number, action) in rules[one.rule].actions.enumerated() where action.verb == .suspend || action.verb == .withhold {
                if binds(action) { reaches[one, default: [:]][number] = types(action, one, day, facts) }
            }
        }
        hold(holding, day)
        each(.may, of: firing) { open($1, $0, day, facts) }
        choose(facts.events.indices.filter { day == first ? facts.events[$0].on <= day : facts.events[$0].on == day }, day, facts)
        // A choice may have left a term that is over on this day; that isn't stopped any more.
        for measure in measures where measure.isClockStopped && !measure.stoodStill {
            if let end = measure.shownEnd, end <= day { measure.isClockStopped = false }
        }
        settle(day, facts)
    }

    /// Actions of one verb in the order of the rules.
    func each(_ verb: ActionVerb, of firings: Set<ReferenceFiring>, _ body: (ReferenceFiring, ResolvedAction) -> Void) {
        each([verb], of: firings, body)
    }

    func each(_ verbs: Set<ActionVerb>, of firings: Set<ReferenceFiring>, _ body: (ReferenceFiring, ResolvedAction) -> Void) {
        for firing in firings.sorted() {
            for action in rules[firing.rule].actions where verbs.contains(action.verb) && binds(action) { body(firing, action) }
        }
    }

    private func settle(_ day: Int, _ facts: ReferenceDay) {
        for measure in measures {
            let type = plan.vocabulary.measures[measure.type]
            let fulfilling = facts.events.indices.filter { place in
                let event = facts.events[place]
                guard type.fulfilledBy.contains(event.type) else { return false }
                // What was imposed for an event that this one's type answers waits for its own answer.
                if usesAnswers, let own = measure.event, plan.vocabulary.events[event.type].answers.contains(events[own].type) {
                    return facts.answers[own] == place
                }
                return true
            }.map { facts.events[$0].on }
            if measure.stoodStill, !measure.isClockStopped { endPeriod(measure, day) }
            measure.settle(day, fulfilling: fulfilling, earlierCounts: type.earlierCounts)
            guard measure.stands else {
                if measure.isClockStopped { endPeriod(measure, day) }
                measure.isClockStopped = false
                continue
            }
            for (rule, other) in measure.contraries {
                let conflict = ReferenceOutcome.Conflict(kind: "clock", rules: [rule, other], measure: measure.type, day: day)
                note(conflict)
            }
            if measure.status != .pending { for rule in measure.holders { measure.cite(rule) } }
        }
    }

    /// A conflict is listed once, on its first day.
    func note(_ conflict: ReferenceOutcome.Conflict) {
        let isKnown = conflicts.contains { $0.kind == conflict.kind && $0.rules == conflict.rules && $0.measure == conflict.measure }
        if !isKnown { conflicts.insert(conflict) }
    }

    // MARK: The outcome

    private func outcomeOfDays() -> ReferenceOutcome {
        var outcome = ReferenceOutcome()
        let order = measures.enumerated().sorted {
            ($0.element.start, $0.element.rule, $0.element.type, $0.offset) < ($1.element.start, $1.element.rule, $1.element.type, $1.offset)
        }
        outcome.measures = order.map { entry in
            var measure = entry.element.outcome(plan)
            measure.event = entry.element.event.map { events[$0].on }
            return measure
        }
        outcome.findings = findings.sorted { "\($0)" < "\($1)" }
        outcome.undetermined = undecided
        outcome.conflicts = conflicts
        outcome.options = shownOptions()
        for (firing, missing) in waiting { outcome.undetermined[firing.rule, default: []].formUnion(missing) }
        for measure in measures where measure.stands {
            for (rule, facts) in measure.missing { outcome.undetermined[rule, default: []].formUnion(facts) }
        }
        return outcome
    }
}

extension ReferenceMeasure {
    func moveByADay() {
        unserved += 1
        move(by: 1)
    }

    func move(by days: Int) {
        end = end.map { $0 + days }
        if let periodEnd { self.periodEnd = periodEnd + days } else { due = due.map { $0 + days } }
        endMoved += days
        dueMoved += days
    }

    func outcome(_ plan: ReferencePolicy) -> ReferenceOutcome.Measure {
        let choices = plan.vocabulary.choices
        var words = choices.indices.compactMap { index -> String? in
            guard case .adjust(let word) = choices[index].effect, chosen.contains(index) || self.words.contains(word) else { return nil }
            return word
        }
        for word in plan.policy.rules.flatMap(\.actions).compactMap(\.word) where self.words.contains(word) && !words.contains(word) {
            words.append(word)
        }
        // While the clock stands still neither end nor due is known.
        return ReferenceOutcome.Measure(
            type: type, addressee: addressee, status: status?.rawValue ?? "none", modality: modality.rawValue, from: lost.start ? nil : start,
            until: isClockStopped ? nil : shownEnd, due: isClockStopped || lost.due ? nil : shownDue, adjusted: words, rule: rule,
            citations: citations, history: history)
    }
}
