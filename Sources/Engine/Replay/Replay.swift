import FEEL
import Policy

/// The replay: a case's moments in order, each with its events, its rules and their actions.
extension Workspace {
    func replay<Observer: ReplayObserver>(_ observer: inout Observer) {
        let kind = plan.kinds[frame.kind]
        sortEvents()
        let candidates = candidates(kind)
        let first: Int32
        if let slot = kind.daySlot {
            let value = frame[slot]
            guard value.tag == .date else { return decideWithoutDay(candidates, value) }
            first = Int32(clamping: value.bits)
        } else {
            first = order.count > 0 ? frame.events[Int(order[0])].on : request.asOf
        }
        guard first <= request.asOf else { return }
        var today = first
        var next = 0
        var boundary = plan.boundaries.firstIndex { $0 > first } ?? plan.boundaries.count
        var isBoundary = true
        while true {
            let begin = next
            let changed = applyEvents(until: today, &next)
            observer.moment(today)
            moment(today, changed, everything: isBoundary, events: begin..<next, candidates, &observer)
            var following = next < order.count ? frame.events[Int(order[next])].on : Int32.max
            isBoundary = false
            if boundary < plan.boundaries.count, plan.boundaries[boundary] <= following {
                following = plan.boundaries[boundary]
                boundary += 1
                isBoundary = true
            }
            guard following <= request.asOf, following != .max else { break }
            today = following
        }
        for index in 0..<measures.count { advance(index, through: request.asOf, &observer) }
        listUndetermined(candidates)
    }

    // MARK: Events

    /// Events that count, ordered by day; two on one day keep the order of the record.
    private func sortEvents() {
        let events = frame.events.elements
        for index in 0..<events.count where events[index].on <= request.asOf && events[index].recorded <= request.known {
            order.append(Int32(index))
            var place = order.count - 1
            while place > 0, events[Int(order[place - 1])].on > events[index].on {
                order[place] = order[place - 1]
                place -= 1
            }
            order[place] = Int32(index)
        }
    }

    /// Takes in the events up to a day; the bits of their types.
    private func applyEvents(until today: Int32, _ next: inout Int) -> UInt64 {
        var changed: UInt64 = 0
        while next < order.count {
            let event = frame.events[Int(order[next])]
            guard event.on <= today else { break }
            next += 1
            let type = Int(event.type)
            changed |= PlanBuilder.mask(type)
            if ledger.pointee.count[type] == 0 { ledger.pointee.first[type] = event.on }
            ledger.pointee.latest[type] = event.on
            ledger.pointee.count[type] += 1
            for transition in plan.transitions[type] { apply(transition, event) }
        }
        return changed
    }

    private func apply(_ transition: Transition, _ event: CaseEvent) {
        let machine = frame.owner.ref
        var outcome = Value.true
        if let condition = transition.condition {
            // The event's own facts stand where the frame stands otherwise.
            let slots = machine.pointee.slots
            var facts = Array(frame.eventValues.elements[Int(event.facts)...])
            outcome = facts.withUnsafeMutableBufferPointer { own in
                guard let start = own.baseAddress else { return .null }
                machine.pointee.slots = start
                defer { machine.pointee.slots = slots }
                return condition.evaluate(machine)
            }
        }
        let current = machine.pointee.slots[transition.state]
        let target = Value.boolean(transition.turnsOn)
        if outcome.isTrue {
            machine.pointee.slots[transition.state] = target
        } else if outcome.isUnknown, current.tag != .boolean || current.isTrue != transition.turnsOn {
            machine.pointee.slots[transition.state] = current.isUnknown ? machine.pointee.unknown(current, outcome) : outcome
        }
    }

    // MARK: A moment

    private func moment<Observer: ReplayObserver>(
        _ today: Int32, _ changed: UInt64, everything: Bool, events: Range<Int>, _ candidates: Candidates, _ observer: inout Observer
    ) {
        for index in 0..<measures.count { advance(index, through: today - 1, &observer) }
        let slots = frame.owner.ref.pointee.slots
        for definition in plan.definitions where definition.reads & changed != 0 { slots[definition.slot] = Value(tag: .deferred) }
        fired.removeAll()
        ceased.removeAll()
        further.removeAll()
        plan.rules.withUnsafeBufferPointer { all in
            for number in candidates.rules {
                let rule = Int(number)
                guard everything || all[rule].reads & changed != 0 else { continue }
                ask(all[rule], rule, today, candidates.appliesTo, &observer)
            }
        }
        if fired.count > 0 || ceased.count > 0 { act(today, events, candidates, &observer) }
        if options.count > 0 { decideOptions(today, events, &observer) }
        settle(today, &observer)
    }

    /// Evaluates a rule's condition and notes what follows.
    @inline(__always)
    private func ask<Observer: ReplayObserver>(
        _ plan: borrowing RulePlan, _ rule: Int, _ today: Int32, _ appliesTo: Value, _ observer: inout Observer
    ) {
        if rules[rule].progress == .fired { return }
        var value = Value.false
        if windows[plan.layer]?.contains(today) ?? false {
            value = plan.condition?.evaluate(frame.owner.ref) ?? .true
            if appliesTo.isUnknown, plan.appliesTo != nil, !value.isFalse, !value.isNull {
                value = frame.owner.ref.pointee.unknown(appliesTo, value)
            }
            observer.evaluated(rule: rule, on: today, value: value)
        }
        if value.isTrue {
            if plan.trigger == .during {
                if rules[rule].progress == .holding { return }
                rules[rule].progress = .holding
            } else {
                rules[rule].progress = .fired
            }
            fired.append(Int32(rule))
            observer.fired(rule: rule, on: today)
            return
        }
        if rules[rule].progress == .holding {
            ceased.append(Int32(rule))
            observer.ceased(rule: rule, on: today)
        }
        if value.isUnknown {
            rules[rule].progress = .unknown
            rules[rule].missing = value
        } else {
            rules[rule].progress = .waiting
        }
    }

    private func act<Observer: ReplayObserver>(_ today: Int32, _ events: Range<Int>, _ candidates: Candidates, _ observer: inout Observer) {
        var holdsChanged = false
        for phase in Phase.allCases {
            if phase == .lift {
                for index in 0..<ceased.count { release(Int(ceased[index]), today) }
            }
            for index in 0..<fired.count {
                let rule = Int(fired[index])
                guard plan.rules[rule].phases[phase.rawValue] else { continue }
                for action in plan.rules[rule].actions where action.phase == phase && inForce(action, today) {
                    observer.acted(rule: rule, action: action.number, on: today)
                    switch phase {
                    case .impose: impose(action, rule, today)
                    case .revoke: revoke(action, rule, today)
                    case .lift: lift(action, rule, today)
                    case .hold: holdsChanged = true
                    case .may: open(action, rule, today, &observer)
                    }
                }
            }
            if phase == .hold {
                for index in 0..<ceased.count where plan.rules[Int(ceased[index])].phases[Phase.hold.rawValue] { holdsChanged = true }
                if holdsChanged { gatherHolds(candidates, today) }
            }
        }
    }

    /// An action that a lower pack added binds only while that pack is in force.
    @inline(__always)
    func inForce(_ action: ActionPlan, _ today: Int32) -> Bool { windows[action.layer]?.contains(today) ?? false }

    // MARK: Which rules are in question

    /// The rules to ask, and the `applies to` value when it is unknown.
    struct Candidates {
        var rules: [Int32]
        var appliesTo: Value
    }

    private func candidates(_ kind: KindPlan) -> Candidates {
        guard let slot = kind.appliesSlot else { return Candidates(rules: kind.all, appliesTo: .null) }
        let value = frame[slot]
        if value.isUnknown { return Candidates(rules: kind.all, appliesTo: value) }
        if let rules = kind.candidates[value.aux] { return Candidates(rules: rules, appliesTo: value) }
        return Candidates(rules: kind.all.filter { plan.rules[Int($0)].appliesTo == nil }, appliesTo: value)
    }

    // MARK: Undetermined

    private func listUndetermined(_ candidates: Candidates) {
        for rule in candidates.rules where rules[Int(rule)].progress == .unknown {
            undetermined.append(UndeterminedState(rule: rule, missing: rules[Int(rule)].missing))
        }
        for index in 0..<measures.count {
            let measure = measures[index]
            if measure.missing.isUnknown, !measure.status.isFinal {
                undetermined.append(UndeterminedState(rule: measure.rule, missing: measure.missing))
            }
        }
    }

    /// The day on which the record begins to count isn't known: nothing happens, and whatever could happen waits for it.
    private func decideWithoutDay(_ candidates: Candidates, _ day: Value) {
        var next = 0
        _ = applyEvents(until: request.asOf, &next)
        let machine = frame.owner.ref
        for number in candidates.rules {
            let rule = plan.rules[Int(number)]
            guard windows[rule.layer] != nil else { continue }
            let value = rule.condition?.evaluate(machine) ?? .true
            if value.isFalse || value.isNull { continue }
            var missing = machine.pointee.unknown(day, value)
            if candidates.appliesTo.isUnknown, rule.appliesTo != nil { missing = machine.pointee.unknown(missing, candidates.appliesTo) }
            undetermined.append(UndeterminedState(rule: number, missing: missing))
        }
    }
}
