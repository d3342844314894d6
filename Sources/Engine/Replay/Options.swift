import FEEL
import Policy

/// What an authority may choose, and what comes of its choice.
extension Workspace {
    func open<Observer: ReplayObserver>(_ action: UnsafePointer<ActionPlan>, _ rule: Int, _ today: Int32, _ observer: inout Observer) {
        let reach = reach(action, rule, today)
        let first = measures.start
        guard (0..<measures.count).contains(where: { first[$0].stands && reaches(action, reach, first + $0) }) else { return }
        options.append(
            OptionState(
                rule: Int32(rule), action: Int32(action.pointee.number), openedOn: today, closedOn: MeasureState.never, reach: reach,
                atLeast: amount(action.pointee.atLeast, rule, today), atMost: amount(action.pointee.atMost, rule, today)))
        observer.option(options.count - 1, on: today, isOpen: true)
    }

    /// The first deciding event on or after the day an option opened closes it; the choice takes effect.
    func decideOptions<Observer: ReplayObserver>(_ today: Int32, _ events: Range<Int>, _ observer: inout Observer) {
        for position in events {
            let number = order[position]
            let event = frame.events[Int(number)]
            var decision = ChoiceDecision(event: number)
            if let discretion = plan.discretion, discretion.event == Int(event.type) {
                decision.isDiscretion = true
                decision.choice = frame.eventValues[Int(event.facts) + discretion.choice]
                if plan.discretionTerm >= 0 { decision.term = TermAmount(frame.eventValues[Int(event.facts) + plan.discretionTerm]) }
                if plan.discretionMeasures >= 0 { decision.measures = frame.eventValues[Int(event.facts) + plan.discretionMeasures] }
            }
            for index in 0..<options.count where options[index].closedOn == MeasureState.never {
                let option = options[index]
                let action = plan.rules[Int(option.rule)].actions[Int(option.action)]
                guard event.on >= option.openedOn, action.decidingEvents.contains(Int(event.type)) else { continue }
                decide(option, action, &decision, today, &observer)
            }
            if decision.isDiscretion { reportOutside(decision, today) }
        }
    }

    /// An event that decides options, and what has come of it.
    struct ChoiceDecision {
        var event: Int32
        var isDiscretion = false
        var choice = Value.null
        /// The new term that comes with it.
        var term: TermAmount?
        /// The measures that it is about; unknown or null for all.
        var measures = Value.null
        /// The rule of the first option that it decides.
        var rule: Int32 = -1
        /// Whether one of the options it decides offers the choice.
        var isOffered = false
        /// Bits of the types of measure, by number modulo 64, that it found among the options' measures.
        var found: [UInt16] = []
    }

    /// Decides this option and all that are one with it.
    private func decide<Observer: ReplayObserver>(
        _ option: OptionState, _ action: ActionPlan, _ decision: inout ChoiceDecision, _ today: Int32, _ observer: inout Observer
    ) {
        // The choice is cited by the option's rule: the one of the pack furthest down.
        var leading = -1
        for index in 0..<options.count where options[index].closedOn == MeasureState.never && isOne(options[index], option) {
            let rule = Int(options[index].rule)
            if leading < 0 || (plan.rules[leading].layer, leading) < (plan.rules[rule].layer, rule) { leading = rule }
        }
        if decision.rule < 0 { decision.rule = Int32(leading) }
        if decision.isDiscretion { choose(option, action, &decision, leading, today) }
        for index in 0..<options.count where options[index].closedOn == MeasureState.never && isOne(options[index], option) {
            options[index].closedOn = today
            observer.option(index, on: today, isOpen: false)
        }
    }

    /// Options with the same choices, measures, terms and deciding events are one.
    func isOne(_ a: OptionState, _ b: OptionState) -> Bool {
        let action = plan.rules[Int(a.rule)].actions[Int(a.action)]
        let other = plan.rules[Int(b.rule)].actions[Int(b.action)]
        return isSameSet(other.choices, action.choices) && isSameSet(other.measures, action.measures)
            && isSameSet(other.decidingEvents, action.decidingEvents) && isSame(a.reach, b.reach) && a.atLeast == b.atLeast && a.atMost == b.atMost
    }

    private func isSameSet<Element: Equatable>(_ a: UnsafeBufferPointer<Element>, _ b: UnsafeBufferPointer<Element>) -> Bool {
        a.elementsEqual(b) || (a.allSatisfy { b.contains($0) } && b.allSatisfy { a.contains($0) })
    }

    private func choose(_ option: OptionState, _ action: ActionPlan, _ decision: inout ChoiceDecision, _ rule: Int, _ today: Int32) {
        if decision.choice.isUnknown {
            undetermined.append(UndeterminedState(rule: Int32(rule), missing: decision.choice))
            return
        }
        let choice = decision.choice
        guard let number = action.choices.first(where: { Comparison.sameText(plan.choices[$0].symbol, choice) }) else { return }
        decision.isOffered = true
        let effect = plan.choices[number].effect
        if effect == .none { return }
        for index in 0..<measures.count where measures[index].stands && action.measures.contains(measures[index].type) {
            let (type, event) = (measures[index].type, measures[index].event)
            guard reaches(option.reach, type, event), isNamed(type, decision) else { continue }
            if !decision.found.contains(type) { decision.found.append(type) }
            if effect != .exempt, let term = decision.term, !permits(option, term, index) {
                report(.outOfRange, event: decision.event, rule: Int32(rule), measure: Int32(type), today)
                continue
            }
            for place in 0..<options.count where options[place].closedOn == MeasureState.never && isOne(options[place], option) {
                cite(index, Int(options[place].rule))
            }
            if effect == .exempt {
                measures[index].exemptedOn = today
                touch(measures.at(index), rule)
            } else {
                measures[index].adjusted |= 1 << UInt64(number % 64)
                if let term = decision.term, !measures[index].kind.isEntry {
                    change(index, TermChange(measure: Int32(index), kind: .set, amount: term, rule: Int32(rule)), today)
                }
            }
        }
    }

    /// Whether a choice is about measures of a type.
    private func isNamed(_ type: UInt16, _ decision: ChoiceDecision) -> Bool {
        guard decision.measures.tag == .list else { return true }
        return decision.measures.elements.contains { Comparison.sameText($0, plan.measureSymbols[Int(type)]) }
    }

    /// What an authority chose that the text doesn't permit.
    private func reportOutside(_ decision: ChoiceDecision, _ today: Int32) {
        guard decision.choice.tag == .string, (0..<plan.policy.layers.count).contains(where: { windows[$0].contains(today) }) else { return }
        let chosen = plan.choices.first { Comparison.sameText($0.symbol, decision.choice) }
        if chosen?.effect == Choice.Effect.none { return }
        if decision.rule < 0 { return report(.noOption, event: decision.event, today) }
        if !decision.isOffered { return report(.notOffered, event: decision.event, rule: decision.rule, today) }
        guard decision.measures.tag == .list else { return }
        for (type, symbol) in plan.measureSymbols.enumerated() where !decision.found.contains(UInt16(type)) {
            if decision.measures.elements.contains(where: { Comparison.sameText($0, symbol) }) {
                report(.notOffered, event: decision.event, rule: decision.rule, measure: Int32(type), today)
            }
        }
    }
}
