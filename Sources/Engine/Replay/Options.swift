import FEEL
import Policy

/// What an authority may choose, and what comes of its choice.
extension Workspace {
    func open<Observer: ReplayObserver>(_ action: UnsafePointer<ActionPlan>, _ rule: Int, _ today: Int32, _ observer: inout Observer) {
        guard measures.elements.contains(where: { $0.stands && action.pointee.measures.contains($0.type) }) else { return }
        options.append(OptionState(rule: Int32(rule), action: Int32(action.pointee.number), openedOn: today, closedOn: MeasureState.never))
        observer.option(options.count - 1, on: today, isOpen: true)
    }

    /// The first deciding event on or after the day an option opened closes it; the choice takes effect.
    func decideOptions<Observer: ReplayObserver>(_ today: Int32, _ events: Range<Int>, _ observer: inout Observer) {
        for position in events {
            let event = frame.events[Int(order[position])]
            for index in 0..<options.count where options[index].closedOn == MeasureState.never {
                let option = options[index]
                let action = plan.rules[Int(option.rule)].actions[Int(option.action)]
                guard event.on >= option.openedOn, action.decidingEvents.contains(Int(event.type)) else { continue }
                decide(action, event, today, &observer)
            }
        }
    }

    /// Decides this option and all that are one with it.
    private func decide<Observer: ReplayObserver>(_ action: ActionPlan, _ event: CaseEvent, _ today: Int32, _ observer: inout Observer) {
        // The choice is cited by the option's rule: the one of the pack furthest down.
        var leading = -1
        for index in 0..<options.count where options[index].closedOn == MeasureState.never && isOne(options[index], action) {
            let rule = Int(options[index].rule)
            if leading < 0 || (plan.rules[leading].layer, leading) < (plan.rules[rule].layer, rule) { leading = rule }
        }
        if let discretion = plan.discretion, discretion.event == Int(event.type) {
            choose(frame.eventValues[Int(event.facts) + discretion.choice], action, leading, today)
        }
        for index in 0..<options.count where options[index].closedOn == MeasureState.never && isOne(options[index], action) {
            options[index].closedOn = today
            observer.option(index, on: today, isOpen: false)
        }
    }

    /// Options with the same choices, measures and deciding events are one.
    func isOne(_ option: OptionState, _ action: ActionPlan) -> Bool {
        let other = plan.rules[Int(option.rule)].actions[Int(option.action)]
        return isSameSet(other.choices, action.choices) && isSameSet(other.measures, action.measures)
            && isSameSet(other.decidingEvents, action.decidingEvents)
    }

    private func isSameSet<Element: Equatable>(_ a: UnsafeBufferPointer<Element>, _ b: UnsafeBufferPointer<Element>) -> Bool {
        a.elementsEqual(b) || (a.allSatisfy { b.contains($0) } && b.allSatisfy { a.contains($0) })
    }

    private func choose(_ choice: Value, _ action: ActionPlan, _ rule: Int, _ today: Int32) {
        if choice.isUnknown {
            undetermined.append(UndeterminedState(rule: Int32(rule), missing: choice))
            return
        }
        guard let number = action.choices.first(where: { Comparison.sameText(plan.choices[$0].symbol, choice) }) else { return }
        let effect = plan.choices[number].effect
        if effect == .none { return }
        for index in 0..<measures.count where measures[index].stands && action.measures.contains(measures[index].type) {
            for place in 0..<options.count where options[place].closedOn == MeasureState.never && isOne(options[place], action) {
                cite(index, Int(options[place].rule))
            }
            if effect == .exempt {
                measures[index].exemptedOn = today
                touch(measures.at(index), rule)
            } else {
                measures[index].adjusted |= 1 << UInt64(number % 64)
            }
        }
    }
}
