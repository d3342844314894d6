import FEEL
import Policy

/// A rule that fired or ceased: for a rule with `for each`, for one of its events.
struct Firing: BitwiseCopyable {
    var rule: Int32
    /// Its place among the instances; -1 for a rule without `for each`.
    var instance: Int32 = -1
}

/// What a rule with `for each` has come to for one event.
struct InstanceState: BitwiseCopyable {
    var rule: Int32
    /// The event's number in the frame.
    var event: Int32
    var admission = Admission.open
    var state = Workspace.RuleState()
    /// The unknown its condition last came to, where it is unknown.
    var missing = Value.null

    enum Admission: UInt8, BitwiseCopyable {
        case open, admitted, refused
    }
}

/// Rules with `for each`: each event of the type is asked as if the rule stood there once more for it.
extension Workspace {
    /// Asks a rule for each of its events; those of the present moment are new.
    @inline(never)
    func askEach<Observer: ReplayObserver>(
        _ rule: UnsafePointer<RulePlan>, _ number: Int, _ today: Int32, isOpen: Bool, _ observer: inout Observer
    ) {
        guard let scope = rule.pointee.scope else { return }
        for position in Int(pending.pointee.firstEvent)..<Int(pending.pointee.endOfEvents) {
            let event = order[position]
            if Int(frame.events[Int(event)].type) == scope.event { instances.append(InstanceState(rule: Int32(number), event: event)) }
        }
        let isInForce = windows[rule.pointee.window].contains(today)
        for place in 0..<instances.count where instances[place].rule == Int32(number) {
            let instance = instances.at(place)
            if instance.pointee.state.progress == .fired || instance.pointee.admission == .refused { continue }
            guard isInForce else {
                if instance.pointee.state.progress != .waiting || instance.pointee.state.upholds {
                    follow(.false, rule, instance.state, Firing(rule: Int32(number), instance: Int32(place)), today, &observer)
                }
                continue
            }
            bind(scope, instance.pointee.event)
            let value = condition(of: rule, place, today, isOpen: isOpen, notes: true)
            observer.evaluated(rule: number, on: today, value: value)
            if value.isFalse, instance.pointee.state.progress == .waiting, !instance.pointee.state.upholds { continue }
            follow(value, rule, instance.state, Firing(rule: Int32(number), instance: Int32(place)), today, &observer)
        }
    }

    /// Whether the event that is bound is admitted and the condition holds for it. What an event isn't admitted for is settled once.
    private func condition(
        of rule: UnsafePointer<RulePlan>, _ place: Int, _ today: Int32, isOpen: Bool, notes: Bool
    ) -> Value {
        let instance = instances.at(place)
        var admission = Value.true
        if instance.pointee.admission == .refused { return .false }
        if rule.pointee.asksCalendar { machine.pointee.missingYear = Machine.noYear }
        if instance.pointee.admission == .open, let program = rule.pointee.admission {
            admission = program.evaluate(machine)
            // Whether it is admitted can't be settled without the year.
            if lacksYear(rule, today, notes: notes) { return .null }
            if !admission.isUnknown, notes {
                instance.pointee.admission = admission.isTrue ? .admitted : .refused
                if !admission.isTrue {
                    report(.inadmissible, event: instance.pointee.event, rule: Int32(rule.pointee.number), today)
                    return .false
                }
            } else if !admission.isUnknown, !admission.isTrue {
                return .false
            }
        }
        var value = rule.pointee.condition?.evaluate(machine) ?? .true
        if lacksYear(rule, today, notes: notes) { value = .null }
        if admission.isUnknown, !value.isFalse, !value.isNull { value = machine.pointee.unknown(admission, value) }
        return isOpen ? joined(value, rule) : value
    }

    @inline(__always)
    private func lacksYear(_ rule: UnsafePointer<RulePlan>, _ today: Int32, notes: Bool) -> Bool {
        guard rule.pointee.asksCalendar else { return false }
        if notes { return lacksYear(rule.pointee.number, today) }
        defer { machine.pointee.missingYear = Machine.noYear }
        return machine.pointee.missingYear != Machine.noYear
    }

    /// Puts an event's values, and those of its answer, where expressions read them.
    func bind(_ scope: ScopePlan, _ number: Int32) {
        pending.pointee.event = number
        let slots = machine.pointee.slots + scope.slot
        let event = frame.events[Int(number)]
        slots[EventScope.on] = .date(days: Int64(event.on))
        slots[EventScope.recorded] = .date(days: Int64(event.recorded))
        for fact in 0..<scope.factCount { slots[EventScope.facts + fact] = frame.eventValues[Int(event.facts) + fact] }
        let answer = scope.sources.isEmpty ? -1 : answered[Int(number)]
        slots[EventScope.answered] = .boolean(answer >= 0)
        guard answer >= 0 else {
            slots[EventScope.answerOn] = .null
            slots[EventScope.answerRecorded] = .null
            for place in 0..<scope.answerCount { slots[scope.answersStart + place] = .null }
            return
        }
        let given = frame.events[Int(answer)]
        slots[EventScope.answerOn] = .date(days: Int64(given.on))
        slots[EventScope.answerRecorded] = .date(days: Int64(given.recorded))
        guard let source = scope.sources.first(where: { $0.event == Int(given.type) }) else { return }
        for place in 0..<scope.answerCount {
            let fact = source.facts[place]
            slots[scope.answersStart + place] = fact < 0 ? .null : frame.eventValues[Int(given.facts) + Int(fact)]
        }
    }

    /// Makes a firing's event the one that actions are about.
    @inline(__always)
    func bind(_ firing: Firing) {
        guard plan.usesEvents else { return }
        pending.pointee.event = firing.instance < 0 ? -1 : instances[Int(firing.instance)].event
        if firing.instance >= 0, let scope = plan.rules[Int(firing.rule)].scope { bind(scope, pending.pointee.event) }
    }

    /// What a firing's rule has come to.
    @inline(__always)
    func state(of firing: Firing) -> UnsafeMutablePointer<RuleState> {
        firing.instance < 0 ? rules + Int(firing.rule) : instances.at(Int(firing.instance)).state
    }

    /// Whether a rule upholds what it imposed for an event.
    func upholds(_ rule: Int, _ event: Int32) -> Bool {
        guard plan.rules[rule].isForEach else { return rules[rule].upholds }
        return instances.elements.contains { $0.rule == Int32(rule) && $0.event == event && $0.state.upholds }
    }

    /// What events wait for of which it isn't settled whether a rule acts, or has acted, for them.
    func openInstances(_ number: Int32) -> [Value] {
        var missing: [Value] = []
        for instance in instances.elements where instance.rule == number && instance.state.isOpen { missing.append(instance.missing) }
        return missing
    }

    /// Of a case whose first day isn't known: what could happen for each event.
    func conditionsWithoutDay(_ rule: UnsafePointer<RulePlan>, isOpen: Bool) -> [Value] {
        guard let scope = rule.pointee.scope else { return [] }
        var values: [Value] = []
        for event in order.elements where Int(frame.events[Int(event)].type) == scope.event {
            instances.append(InstanceState(rule: Int32(rule.pointee.number), event: event))
            bind(scope, event)
            values.append(condition(of: rule, instances.count - 1, request.asOf, isOpen: isOpen, notes: false))
        }
        return values
    }

    /// Notes something about an event, or about a choice.
    func report(_ kind: ConflictState.Kind, event: Int32, rule: Int32 = -1, measure: Int32 = -1, _ today: Int32) {
        conflicts.append(ConflictState(kind: kind, measure: measure, rule: rule, other: rule, on: today, event: event))
    }
}

extension UnsafeMutablePointer<InstanceState> {
    /// The unknown that its condition came to.
    var missing: UnsafeMutablePointer<Value> {
        let offset = MemoryLayout<InstanceState>.offset(of: \.missing) ?? 0
        return UnsafeMutableRawPointer(self).advanced(by: offset).assumingMemoryBound(to: Value.self)
    }

    /// The part that is as any rule's.
    var state: UnsafeMutablePointer<Workspace.RuleState> {
        let offset = MemoryLayout<InstanceState>.offset(of: \.state) ?? 0
        return UnsafeMutableRawPointer(self).advanced(by: offset).assumingMemoryBound(to: Workspace.RuleState.self)
    }
}
