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
    var fired: Set<Int> = []
    /// Rules with `while` that held on the last day.
    private var held: Set<Int> = []
    /// Rules with `while` whose condition has been true and not false since: unknown isn't false.
    var upheld: Set<Int> = []

    private init(_ plan: ReferencePolicy, _ record: ReferenceCase) {
        self.plan = plan
        self.record = record
    }

    static func decide(_ plan: ReferencePolicy, _ record: ReferenceCase) -> ReferenceOutcome {
        ReferenceReplay(plan, record).decide()
    }

    var rules: [ResolvedRule] { plan.policy.rules }

    /// Point 2: events with `on` ≤ A and `recorded` ≤ K, by day, on one day in the order of the record.
    private var counted: [ReferenceCase.Event] {
        let known = record.known ?? record.asOf
        let events = record.events.filter { $0.on <= record.asOf && ($0.recorded ?? $0.on) <= known }
        return events.enumerated().sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }.map(\.element)
    }

    private func decide() -> ReferenceOutcome {
        let events = counted
        let last = ReferenceDay(plan, record, events: events)
        guard let slot = plan.vocabulary.records[record.kind].day else { return ReferenceOutcome() }
        let start = last.fact(slot)
        if let missing = start.missing { return undated(last, missing) }
        guard case .date(let first) = start, first <= record.asOf else { return ReferenceOutcome() }
        for day in first...record.asOf {
            pass(day, ReferenceDay(plan, record, events: events.filter { $0.on <= day }), isFirst: day == first)
        }
        return outcome(last, first: first)
    }

    /// Point 10: a record whose day is unknown.
    private func undated(_ day: ReferenceDay, _ missing: Set<String>) -> ReferenceOutcome {
        var outcome = ReferenceOutcome()
        for (number, rule) in rules.enumerated() where concerns(rule) {
            let condition = day.condition(of: rule)
            if !condition.isFalse { outcome.undetermined[number] = missing.union(condition.missing ?? []) }
        }
        return outcome
    }

    // MARK: In force

    private func inForce(_ rule: ResolvedRule) -> InForce { plan.policy.layers[rule.layer].inForce }

    /// Whether the rule is about this kind of record and its pack applies under the law of the day asked for.
    private func concerns(_ rule: ResolvedRule) -> Bool {
        rule.kind == record.kind && inForce(rule).contains(Int32(record.law ?? record.asOf))
    }

    /// Whether the rule can fire on that day.
    private func canFire(_ rule: ResolvedRule, on day: Int) -> Bool {
        if (record.law ?? record.asOf) > record.asOf { return true }
        return inForce(rule).contains(Int32(day))
    }

    /// What a refinement adds doesn't apply where its pack doesn't.
    func binds(_ action: ResolvedAction) -> Bool {
        plan.policy.layers[action.layer].inForce.contains(Int32(record.law ?? record.asOf))
    }

    // MARK: A day

    private func pass(_ day: Int, _ facts: ReferenceDay, isFirst: Bool) {
        // Days before a measure starts aren't days of suspension.
        for measure in measures where measure.isClockStopped && measure.start < day { measure.moveByADay() }
        var firing: Set<Int> = []
        var holding: Set<Int> = []
        var released: Set<Int> = []
        for (number, rule) in rules.enumerated() where concerns(rule) {
            if rule.trigger != .during, fired.contains(number) { continue }
            let condition =
                canFire(rule, on: day)
                ? facts.condition(of: rule) { note(ReferenceOutcome.Conflict(kind: "calendar", rules: [number], measure: nil, day: day)) }
                : .boolean(false)
            if rule.trigger == .during {
                if condition.isTrue {
                    holding.insert(number)
                    if !held.contains(number) { firing.insert(number) }
                    upheld.insert(number)
                } else if condition.missing == nil, upheld.remove(number) != nil {
                    released.insert(number)
                }
            } else if condition.isTrue, !fired.contains(number) {
                firing.insert(number)
            }
        }
        held = holding
        fired.formUnion(firing)
        each(.impose, of: firing) { impose($1, rule: $0, day, facts) }
        each(.revoke, of: firing) { revoke($1, rule: $0) }
        lift(firing: firing, released: released)
        hold(holding, day)
        each(.may, of: firing) { open($1, rule: $0, day) }
        choose(facts.events.filter { $0.on == day })
        settle(day, facts)
    }

    /// Actions of one verb in the order of the rules.
    func each(_ verb: ActionVerb, of numbers: Set<Int>, _ body: (Int, ResolvedAction) -> Void) {
        for number in numbers.sorted() {
            for action in rules[number].actions where action.verb == verb && binds(action) { body(number, action) }
        }
    }

    private func settle(_ day: Int, _ facts: ReferenceDay) {
        for measure in measures {
            let type = plan.vocabulary.measures[measure.type]
            let fulfilling = facts.events.filter { type.fulfilledBy.contains($0.type) }.map(\.on)
            measure.settle(day, fulfilling: fulfilling, earlierCounts: type.earlierCounts)
            guard measure.stands else {
                if measure.isClockStopped { reckon(measure, day) }
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

    private func outcome(_ day: ReferenceDay, first: Int) -> ReferenceOutcome {
        var outcome = ReferenceOutcome()
        let order = measures.enumerated().sorted {
            ($0.element.start, $0.element.rule, $0.element.type, $0.offset) < ($1.element.start, $1.element.rule, $1.element.type, $1.offset)
        }
        outcome.measures = order.map { $0.element.outcome(plan.vocabulary.choices) }
        outcome.undetermined = undecided
        outcome.conflicts = conflicts
        outcome.options = shownOptions()
        for (number, rule) in rules.enumerated() where concerns(rule) {
            if rule.trigger != .during, fired.contains(number) { continue }
            // A rule that could never have fired in this case isn't in question.
            guard (first...record.asOf).contains(where: { canFire(rule, on: $0) }) else { continue }
            if let missing = day.condition(of: rule).missing { outcome.undetermined[number, default: []].formUnion(missing) }
        }
        for measure in measures where measure.stands {
            for (rule, facts) in measure.missing { outcome.undetermined[rule, default: []].formUnion(facts) }
        }
        return outcome
    }
}

extension ReferenceMeasure {
    func moveByADay() {
        end = end.map { $0 + 1 }
        if let periodEnd { self.periodEnd = periodEnd + 1 } else { due = due.map { $0 + 1 } }
    }

    func outcome(_ choices: [Choice]) -> ReferenceOutcome.Measure {
        let words = choices.indices.compactMap { index -> String? in
            guard chosen.contains(index), case .adjust(let word) = choices[index].effect else { return nil }
            return word
        }
        // While the clock stands still neither end nor due is known.
        return ReferenceOutcome.Measure(
            type: type, addressee: addressee, status: status?.rawValue ?? "none", modality: modality.rawValue, from: lost.start ? nil : start,
            until: isClockStopped ? nil : end, due: isClockStopped || lost.due ? nil : due, adjusted: words, rule: rule,
            citations: citations, history: history)
    }
}
