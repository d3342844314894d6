import FEEL
import Policy

/// Looking into a case: the values that expressions and their parts have at the moment the workspace stands at.
///
/// That is the moment under way while an observer is called, and the last moment up to the as-of day when a decision is made. Nothing
/// changes between moments, so the latter is also how things are on the as-of day.
extension Workspace {
    /// Decides the case in the frame from its beginning, whatever was decided of it before.
    package func decideAnew<Observer: ReplayObserver>(_ request: DecisionRequest, observer: inout Observer) {
        ask(request)
        decide(observer: &observer)
    }

    /// The value of a fact, state, definition or parameter.
    package func value(inSlot slot: Int) -> Datum {
        guard slot >= 0, slot < plan.slotCount else { return .null }
        let machine = frame.owner.ref
        var value = machine.pointee.slots[slot]
        if value.tag == .deferred { value = machine.force(slot) }
        return machine.datum(of: value, factNames: factNames)
    }

    /// The value of an expression of the plan's policy, or of a part of one that reads no local.
    package func value(of part: TypedExpr, in whole: CheckedExpression) -> Datum {
        let program = plan.parts.program(part, of: whole, plan)
        let machine = frame.owner.ref
        return machine.datum(of: program.evaluate(machine), factNames: factNames)
    }

    /// By row of a definition that is a decision table, whether it is hit; nil where that isn't known. Under `first` only the first hit counts.
    package func hits(ofDefinition index: Int) -> [Bool?] {
        plan.parts.rows(ofDefinition: index, plan)?.hits(frame.owner.ref) ?? []
    }

    package func firstDay(ofEvent event: Int) -> Int32? { number(ofEvent: event) > 0 ? ledger.pointee.first[event] : nil }

    package func latestDay(ofEvent event: Int) -> Int32? { number(ofEvent: event) > 0 ? ledger.pointee.latest[event] : nil }

    /// How many events of a type have happened.
    package func number(ofEvent event: Int) -> Int {
        event >= 0 && event < plan.policy.vocabulary.events.count ? Int(ledger.pointee.count[event]) : 0
    }

    /// Whether a layer's rules can fire on a day; the law day decides whether they apply at all.
    package func isInForce(layer: Int, on day: Int32) -> Bool {
        plan.policy.layers.indices.contains(layer) && windows[layer].contains(day)
    }

    /// Whether a rule can fire on a day.
    package func isInForce(rule: Int, on day: Int32) -> Bool {
        plan.rules.indices.contains(rule) && windows[plan.rules[rule].window].contains(day)
    }

    /// Numbers of the unknown facts that a measure's dates and addressee wait for.
    package func missing(ofMeasure measure: Int) -> [Int] {
        var facts: Set<Int> = []
        for imprecision in imprecisions.elements where Int(imprecision.measure) == measure {
            facts.formUnion(Machine.facts(of: imprecision.missing))
        }
        return facts.sorted()
    }

    /// The last day of the period that a measure's due day ends, before it was moved off a holiday; nil where that day ends no period.
    package func periodEnd(ofMeasure measure: Int) -> Int32? {
        let end = measureElements[measure].periodEnd
        return end == MeasureState.never ? nil : end
    }

    /// The event for which a rule with `for each` is being asked or acts, by its number in the frame.
    package var boundEvent: Int32 { pending.pointee.event }

    /// Events that count, in order, by their number in the frame.
    package var countedEvents: [Int] { order.elements.map { Int($0) } }

    /// The value of an event's fact.
    package func value(ofFact fact: Int, of event: CaseEvent) -> Datum {
        let place = Int(event.facts) + fact
        guard fact >= 0, place >= 0, place < frame.eventValues.count else { return .null }
        return frame.owner.ref.datum(of: frame.eventValues[place], factNames: factNames)
    }

    /// The day on which the record begins to count; nil where it isn't known or the kind of record has none.
    package var firstDay: Int32? {
        guard let slot = plan.policy.vocabulary.records[frame.kind].day else { return nil }
        let value = frame[slot]
        return value.tag == .date ? Int32(clamping: value.bits) : nil
    }
}
