import FEEL
import Policy

extension Workspace {
    /// The record in the frame is the one with this number among its subject's records, until it stands elsewhere.
    package func stand(in group: CaseHistory, at number: Int) { view?.stand(in: group, at: number) }

    /// The record in the frame is the only one of its subject.
    package func standAlone() { view?.stand(in: nil, at: -1) }

    /// The name of something that can be unknown in the case being decided: a fact of its record or of another of the subject's.
    package func factName(_ number: Int) -> String { view?.group?.factName(number) ?? plan.factName(number) }

    /// Names of everything that can be unknown, by number, those of the subject's other records behind the plan's own.
    package var factNames: [String] {
        guard let group = view?.group else { return plan.factNames }
        return (0..<(plan.factNames.count * (group.count + 1))).map { group.factName($0) }
    }

    /// The unknown that a measure's dates and addressee wait for; null for none.
    func unknown(ofMeasure measure: Int) -> Value {
        var missing = Value.null
        for imprecision in imprecisions.elements where Int(imprecision.measure) == measure { missing = join(missing, imprecision.missing) }
        return missing
    }

    /// What is seen of other records is another thing from now on.
    func turnHistory(_ today: Int32) {
        let slots = frame.owner.ref.pointee.slots
        if let first = plan.history?.firstSlot { for list in HistoryList.allCases { slots[first + list.rawValue] = Value(tag: .deferred) } }
        for slot in plan.historyDefinitions { slots[Int(slot)] = Value(tag: .deferred) }
    }
}

extension HistoryFunction {
    /// The code of a call with its argument resolved.
    func code(_ argument: String?, _ policy: ResolvedPolicy) -> Code? {
        switch self {
        case .standing:
            guard let argument, let measure = policy.vocabulary.measure(named: argument) else { return nil }
            return { m in HistoryView.of(m)?.numberOfStanding(measure) ?? .number(0) }
        case .within, .cycle:
            guard let argument, let period = HistoryPeriod(argument) else { return nil }
            return { m in HistoryView.of(m)?.list(period) ?? .null }
        }
    }
}

extension Transition {
    /// What an event with these facts makes of the state, among values by slot.
    func apply(to states: UnsafeMutablePointer<Value>, facts: UnsafeMutablePointer<Value>, _ machine: MachineRef) {
        var outcome = Value.true
        if let condition {
            // The event's own facts stand where the frame stands otherwise; nothing is written through it: a `where` has no definitions to keep.
            let slots = machine.pointee.slots
            machine.pointee.slots = facts
            outcome = condition.evaluate(machine)
            machine.pointee.slots = slots
        }
        let current = states[state]
        if outcome.isTrue {
            states[state] = .boolean(turnsOn)
        } else if outcome.isUnknown, current.tag != .boolean || current.isTrue != turnsOn {
            states[state] = current.isUnknown ? machine.pointee.unknown(current, outcome) : outcome
        }
    }
}
