import FEEL
import Policy

/// The replay: a case's moments in order, each with its events, its rules and their actions.
extension Workspace {
    func replay<Observer: ReplayObserver>(_ observer: inout Observer) {
        let kind = plan.kinds[frame.kind]
        sortEvents()
        let candidates = candidates(kind)
        let first: Int32
        if kind.daySlot >= 0 {
            let value = frame[Int(kind.daySlot)]
            guard value.tag == .date else { return decideWithoutDay(candidates, value) }
            first = Int32(clamping: value.bits)
        } else {
            first = order.count > 0 ? frame.events[Int(order[0])].on : request.asOf
        }
        guard first <= request.asOf else { return }
        var today = first
        var next = 0
        var boundary = plan.boundaries.firstIndex { $0 > first } ?? plan.boundaries.count
        var asked = Asked.all
        while true {
            let begin = next
            let changed = applyEvents(until: today, &next)
            observer.moment(today)
            moment(today, changed, asked, events: begin..<next, candidates, &observer)
            var following = next < order.count ? frame.events[Int(order[next])].on : Int32.max
            asked = .touched
            if boundary < plan.boundaries.count, plan.boundaries[boundary] <= following {
                following = plan.boundaries[boundary]
                boundary += 1
                asked = .turned
            }
            guard following <= request.asOf, following != .max else { break }
            today = following
        }
        for index in 0..<measures.count { advance(index, through: request.asOf, &observer) }
        listUndetermined(candidates, first)
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
            guard let own = frame.eventValues.elements.baseAddress else { return }
            // Nothing is written through it: a `where` has no definitions to keep.
            machine.pointee.slots = UnsafeMutablePointer(mutating: own + Int(event.facts))
            outcome = condition.evaluate(machine)
            machine.pointee.slots = slots
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

    /// Which rules a moment asks.
    enum Asked {
        /// Every one: the first moment.
        case all
        /// Those that depend on an event of the day.
        case touched
        /// And those whose pack comes into force or has gone out of it: nothing else has changed for the others.
        case turned
    }

    private func moment<Observer: ReplayObserver>(
        _ today: Int32, _ changed: UInt64, _ asked: Asked, events: Range<Int>, _ candidates: Candidates, _ observer: inout Observer
    ) {
        for index in 0..<measures.count { advance(index, through: today - 1, &observer) }
        let slots = frame.owner.ref.pointee.slots
        for definition in plan.definitions where definition.reads & changed != 0 { slots[definition.slot] = Value(tag: .deferred) }
        fired.removeAll()
        ceased.removeAll()
        further.removeAll()
        guard let table = plan.rules.baseAddress else { return }
        if asked == .touched, events.count == 1 {
            for number in candidates.list.byEvent[Int(frame.events[Int(order[events.lowerBound])].type)] {
                ask(table + Int(number), Int(number), today, candidates.appliesTo, &observer)
            }
        } else {
            for number in candidates.list.rules {
                let rule = table + Int(number)
                guard asked == .all || rule.pointee.reads & changed != 0 || (asked == .turned && windows[rule.pointee.layer].turns(on: today))
                else { continue }
                ask(rule, Int(number), today, candidates.appliesTo, &observer)
            }
        }
        var holdsChanged = false
        if fired.count > 0 || ceased.count > 0 { holdsChanged = act(today, candidates, &observer) }
        if options.count > 0 { decideOptions(today, events, &observer) }
        settle(today, changed, holdsChanged: holdsChanged, &observer)
    }

    /// Evaluates a rule's condition and notes what follows.
    @inline(__always)
    private func ask<Observer: ReplayObserver>(
        _ plan: UnsafePointer<RulePlan>, _ rule: Int, _ today: Int32, _ appliesTo: Value, _ observer: inout Observer
    ) {
        if rules[rule].progress == .fired { return }
        var value = Value.false
        if windows[plan.pointee.layer].contains(today) {
            value = condition(plan, appliesTo)
            observer.evaluated(rule: rule, on: today, value: value)
        }
        if value.isTrue {
            if plan.pointee.trigger == .during {
                if rules[rule].progress == .holding { return }
                rules[rule].progress = .holding
                rules[rule].upholds = true
            } else {
                rules[rule].progress = .fired
            }
            fired.append(Int32(rule))
            observer.fired(rule: rule, on: today)
            return
        }
        // Unknown isn't false: what it imposed goes on until the condition is known not to hold.
        if rules[rule].progress == .holding || (rules[rule].upholds && !value.isUnknown) {
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

    /// A rule's condition, to which an unknown `applies to` adds its fact.
    @inline(__always)
    private func condition(_ plan: UnsafePointer<RulePlan>, _ appliesTo: Value) -> Value {
        let value = plan.pointee.condition?.evaluate(frame.owner.ref) ?? .true
        if appliesTo.isUnknown, plan.pointee.isSelective, !value.isFalse, !value.isNull {
            return frame.owner.ref.pointee.unknown(appliesTo, value)
        }
        return value
    }

    /// Carries out the actions of what fired and ceased, phase by phase; whether suspensions or withholdings changed.
    private func act<Observer: ReplayObserver>(_ today: Int32, _ candidates: Candidates, _ observer: inout Observer) -> Bool {
        var holdsChanged = false
        for phase in Phase.allCases {
            if phase == .lift {
                for index in 0..<ceased.count where rules[Int(ceased[index])].progress != .unknown {
                    rules[Int(ceased[index])].upholds = false
                }
                for index in 0..<ceased.count where rules[Int(ceased[index])].progress != .unknown { release(Int(ceased[index]), today) }
            }
            for index in 0..<fired.count {
                let rule = Int(fired[index])
                guard plan.rules[rule].acts(in: phase) else { continue }
                let actions = plan.rules[rule].actions
                guard var action = actions.baseAddress else { continue }
                let end = action + actions.count
                while action < end {
                    defer { action += 1 }
                    guard action.pointee.phase == phase, binds(action.pointee.layer) else { continue }
                    observer.acted(rule: rule, action: action.pointee.number, on: today)
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
                for index in 0..<ceased.count where plan.rules[Int(ceased[index])].acts(in: .hold) { holdsChanged = true }
                if holdsChanged { gatherHolds(candidates) }
            }
        }
        return holdsChanged
    }

    /// An action that a lower pack added binds only where that pack applies; the days are those of the rule.
    @inline(__always)
    func binds(_ layer: Int) -> Bool { !windows[layer].isEmpty }

    // MARK: Which rules are in question

    /// The rules to ask, and the `applies to` value when it is unknown.
    struct Candidates {
        var list: RuleList
        var appliesTo: Value
        var rules: UnsafeBufferPointer<Int32> { list.rules }
    }

    private func candidates(_ kind: KindPlan) -> Candidates {
        guard kind.appliesSlot >= 0 else { return Candidates(list: kind.all, appliesTo: .null) }
        let value = frame[Int(kind.appliesSlot)]
        if value.isUnknown { return Candidates(list: kind.all, appliesTo: value) }
        if value.tag == .string, value.aux != 0, Int(value.aux) < kind.candidates.count {
            return Candidates(list: kind.candidates[Int(value.aux)], appliesTo: value)
        }
        return Candidates(list: kind.general, appliesTo: value)
    }

    // MARK: Undetermined

    private func listUndetermined(_ candidates: Candidates, _ first: Int32) {
        for rule in candidates.rules {
            let progress = rules[Int(rule)].progress
            if progress == .unknown {
                undetermined.append(UndeterminedState(rule: rule, missing: rules[Int(rule)].missing))
            } else if progress == .waiting {
                let window = windows[plan.rules[Int(rule)].layer]
                guard !window.isEmpty, window.last < request.asOf, window.last >= first else { continue }
                // Out of force by now, but it may have fired before, had the facts been known.
                guard let table = plan.rules.baseAddress else { continue }
                let value = condition(table + Int(rule), candidates.appliesTo)
                if value.isUnknown { undetermined.append(UndeterminedState(rule: rule, missing: value)) }
            }
        }
        for index in 0..<imprecisions.count {
            let imprecision = imprecisions[index]
            if !measures[Int(imprecision.measure)].status.isFinal {
                undetermined.append(UndeterminedState(rule: imprecision.rule, missing: imprecision.missing))
            }
        }
    }

    /// The day on which the record begins to count isn't known: nothing happens, and whatever could happen waits for it.
    private func decideWithoutDay(_ candidates: Candidates, _ day: Value) {
        var next = 0
        _ = applyEvents(until: request.asOf, &next)
        let machine = frame.owner.ref
        guard let table = plan.rules.baseAddress else { return }
        for number in candidates.rules {
            let rule = table + Int(number)
            guard !windows[rule.pointee.layer].isEmpty else { continue }
            let value = condition(rule, candidates.appliesTo)
            if value.isFalse || value.isNull { continue }
            undetermined.append(UndeterminedState(rule: number, missing: machine.pointee.unknown(day, value)))
        }
    }
}
