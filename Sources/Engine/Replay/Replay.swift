import FEEL
import Policy

/// The replay: a case's moments in order, each with its events, its rules and their actions.
extension Workspace {
    func replay<Observer: ReplayObserver>(_ observer: inout Observer) {
        let kind = plan.kinds[frame.kind]
        if kind.subjectSlot >= 0 { pending.pointee.subject = frame[Int(kind.subjectSlot)] }
        sortEvents()
        if plan.usesAnswers { beginAnswers() }
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
        view?.begin(request, day: .date(days: Int64(first)))
        var historyTurns = false
        var today = first
        var next = 0
        var boundary = plan.boundaries.firstIndex { $0 > first } ?? plan.boundaries.count
        var asked = Asked.all
        while true {
            let begin = next
            let changed = applyEvents(until: today, &next)
            observer.moment(today)
            if historyTurns { turnHistory(today) }
            moment(today, changed, asked, historyTurns: historyTurns, events: begin..<next, candidates, &observer)
            observer.settled(today)
            var following = next < order.count ? frame.events[Int(order[next])].on : Int32.max
            asked = .touched
            historyTurns = false
            if let view {
                let turn = view.nextMoment(after: today)
                if turn <= following { (following, historyTurns) = (turn, turn != .max) }
            }
            if candidates.list.pointee.readsMeasures {
                let day = nextOvernight(today, candidates)
                if day < following, boundary == plan.boundaries.count || day < plan.boundaries[boundary] {
                    guard day <= request.asOf else { break }
                    today = day
                    historyTurns = false
                    view?.today = day
                    continue
                }
            }
            if boundary < plan.boundaries.count, plan.boundaries[boundary] <= following {
                if plan.boundaries[boundary] < following { historyTurns = false }
                following = plan.boundaries[boundary]
                boundary += 1
                asked = .turned
            }
            guard following <= request.asOf, following != .max else { break }
            today = following
            view?.today = today
        }
        advance(through: request.asOf, &observer)
        arrive(on: request.asOf, &observer)
        if keepsReasons { listUndetermined(candidates) }
    }

    // MARK: Events

    /// Events that count, ordered by day; two on one day keep the order of the record.
    private func sortEvents() {
        let (events, count) = (frame.events.start, frame.events.count)
        let (last, known) = (request.asOf, request.known)
        for index in 0..<count {
            let on = events[index].on
            if on > last || events[index].recorded > known { continue }
            order.append(Int32(truncatingIfNeeded: index))
            // Places in the order are those of events put there.
            let order = order.start
            var place = self.order.count &- 1
            while place > 0, events[Int(order[place &- 1])].on > on {
                order[place] = order[place &- 1]
                place &-= 1
            }
            order[place] = Int32(truncatingIfNeeded: index)
        }
    }

    /// Takes in the events up to a day; the bits of their types.
    private func applyEvents(until today: Int32, _ next: inout Int) -> UInt64 {
        var changed: UInt64 = 0
        let (events, order, count) = (frame.events.start, order.start, order.count)
        while next < count {
            let event = events + Int(order[next])
            guard event.pointee.on <= today else { break }
            next &+= 1
            let type = Int(event.pointee.type)
            changed |= PlanBuilder.mask(type)
            ledger.pointee.note(type, on: event.pointee.on)
            if plan.usesAnswers, !plan.answers[type].isEmpty { answer(order[next &- 1], at: next &- 1) }
            for transition in plan.transitions[type] {
                transition.apply(to: machine.pointee.slots, facts: frame.eventValues.start + Int(event.pointee.facts), machine)
            }
        }
        return changed
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
        _ today: Int32, _ changed: UInt64, _ asked: Asked, historyTurns: Bool, events: Range<Int>, _ candidates: Candidates,
        _ observer: inout Observer
    ) {
        advance(through: today &- 1, &observer)
        fired.removeAll()
        ceased.removeAll()
        further.removeAll()
        pending.pointee.phases = 0
        pending.pointee.firstEvent = Int32(events.lowerBound)
        pending.pointee.endOfEvents = Int32(events.upperBound)
        pending.pointee.happened = changed
        var type = 0
        let slots = machine.pointee.slots
        let isOpen = candidates.appliesTo.isUnknown
        // Numbers in the order are those of the frame's events, whose types are the vocabulary's.
        let (happened, numbers) = (frame.events.start, order.start)
        for position in events {
            type = Int(happened[Int(numbers[position])].type)
            for slot in plan.definitionsByEvent[type] { slots[Int(slot)] = Value(tag: .deferred) }
        }
        beginDay(today)
        observer.opened(today)
        let list = candidates.list
        if asked == .touched, events.count == 1, !historyTurns {
            ask(list.pointee.byEvent[type], today, .max, turns: false, historyTurns: false, isOpen: isOpen, &observer)
        } else if asked == .touched || Observer.observes {
            ask(
                candidates.rules, today, asked == .all ? .max : changed, turns: asked == .turned, historyTurns: historyTurns, isOpen: isOpen,
                &observer)
        } else {
            // What the record's facts exclude they exclude for good; who looks on wants to see every rule asked.
            let numbers = asked == .all && events.isEmpty ? list.pointee.atRest.rules(slots) : list.pointee.first.rules(slots)
            ask(numbers, today, asked == .all ? .max : changed, turns: asked == .turned, historyTurns: historyTurns, isOpen: isOpen, &observer)
        }
        var holdsChanged = false
        if fired.count > 0 || ceased.count > 0 || pending.pointee.liftDue <= today { holdsChanged = act(today, candidates, &observer) }
        if options.count > 0 || changed & plan.discretionMask != 0 { decideOptions(today, events, &observer) }
        settle(today, changed, holdsChanged: holdsChanged, &observer)
        if !machine.pointee.violations.isEmpty { noteViolations(today, candidates) }
    }

    /// Asks rules, in order, of those whose condition may come out otherwise than before.
    /// - Parameters:
    ///   - changed: bits of the events that have happened; all of them where every rule is asked.
    ///   - turns: whether law comes into force or goes out of it.
    private func ask<Observer: ReplayObserver>(
        _ numbers: UnsafeBufferPointer<Int32>, _ today: Int32, _ changed: UInt64, turns: Bool, historyTurns: Bool, isOpen: Bool,
        _ observer: inout Observer
    ) {
        guard let table = plan.rules.baseAddress, let first = numbers.baseAddress else { return }
        for place in 0..<numbers.count {
            let number = Int(first[place])
            let rule = table + number
            guard
                changed == .max || rule.pointee.reads & changed != 0 || rule.pointee.readsMeasures
                    || (turns && windows[rule.pointee.window].turns(on: today)) || (historyTurns && rule.pointee.readsHistory)
            else { continue }
            ask(rule, number, today, machine, isOpen: isOpen, &observer)
        }
    }

    /// Evaluates a rule's condition and notes what follows.
    @inline(__always)
    private func ask<Observer: ReplayObserver>(
        _ plan: UnsafePointer<RulePlan>, _ rule: Int, _ today: Int32, _ machine: MachineRef, isOpen: Bool, _ observer: inout Observer
    ) {
        if rules[rule].progress == .fired { return }
        if plan.pointee.isForEach {
            if instances.count > 0 || plan.pointee.eventMask & pending.pointee.happened != 0 { askEach(plan, rule, today, isOpen: isOpen, &observer) }
            return
        }
        guard windows[plan.pointee.window].contains(today) else {
            if rules[rule].progress != .waiting || rules[rule].upholds {
                follow(.false, plan, rules + rule, Firing(rule: Int32(rule)), today, &observer)
            }
            return
        }
        // What an observer asked before isn't the rule's affair.
        if plan.pointee.asksCalendar { machine.pointee.missingYear = Machine.noYear }
        var value = plan.pointee.condition?.evaluate(machine) ?? .true
        if plan.pointee.asksCalendar, lacksYear(rule, today) { value = .null }
        if isOpen { value = joined(value, plan) }
        observer.evaluated(rule: rule, on: today, value: value)
        if value.isFalse, rules[rule].progress == .waiting, !rules[rule].upholds { return }
        follow(value, plan, rules + rule, Firing(rule: Int32(rule)), today, &observer)
    }

    /// What follows from what a rule's condition came to.
    @inline(__always)
    func follow<Observer: ReplayObserver>(
        _ value: Value, _ plan: UnsafePointer<RulePlan>, _ state: UnsafeMutablePointer<RuleState>, _ firing: Firing, _ today: Int32,
        _ observer: inout Observer
    ) {
        if firing.instance < 0 { touched.append(firing.rule) }
        if value.isTrue {
            if plan.pointee.trigger == .during {
                if state.pointee.progress == .holding { return }
                state.pointee.progress = .holding
                state.pointee.upholds = true
            } else {
                state.pointee.progress = .fired
            }
            state.pointee.isOpen = false
            fired.append(firing)
            pending.pointee.phases |= plan.pointee.phases
            observer.fired(rule: Int(firing.rule), on: today)
            return
        }
        // Unknown isn't false: what it imposed goes on until the condition is known not to hold.
        if state.pointee.progress == .holding || (state.pointee.upholds && !value.isUnknown) {
            ceased.append(firing)
            observer.ceased(rule: Int(firing.rule), on: today)
        }
        if value.isUnknown {
            state.pointee.progress = .unknown
            note(value, missedBy: firing, besides: state.pointee.isOpen && plan.pointee.outlasts)
            state.pointee.isOpen = true
        } else {
            // It may have acted while it was unknown, unless that is over with its condition, or it had acted already.
            if state.pointee.upholds || !plan.pointee.outlasts { state.pointee.isOpen = false }
            state.pointee.progress = .waiting
        }
    }

    /// - Parameter besides: whether it has missed something before, for want of which it may have acted as well.
    @inline(never)
    private func note(_ value: Value, missedBy firing: Firing, besides: Bool) {
        let place = firing.instance < 0 ? missing + Int(firing.rule) : instances.at(Int(firing.instance)).missing
        if !besides {
            place.pointee = value
        } else if value.length != place.pointee.length || Machine.facts(of: value) != Machine.facts(of: place.pointee) {
            place.pointee = machine.pointee.unknown(place.pointee, value)
        }
    }

    /// A rule's condition, to which an unknown `applies to` adds its fact.
    @inline(__always)
    func condition(_ plan: UnsafePointer<RulePlan>, _ appliesTo: Value) -> Value {
        var value = plan.pointee.condition?.evaluate(machine) ?? .true
        if plan.pointee.asksCalendar, machine.pointee.missingYear != Machine.noYear {
            machine.pointee.missingYear = Machine.noYear
            value = .null
        }
        return appliesTo.isUnknown ? joined(value, plan) : value
    }

    /// What a condition comes to where the record's `applies to` isn't known.
    @inline(never)
    func joined(_ value: Value, _ plan: UnsafePointer<RulePlan>) -> Value {
        guard plan.pointee.isSelective, !value.isFalse, !value.isNull else { return value }
        let slot = self.plan.kinds[frame.kind].appliesSlot
        return slot >= 0 ? machine.pointee.unknown(frame[Int(slot)], value) : value
    }

    /// Carries out the actions of what fired and ceased, phase by phase; whether suspensions or withholdings changed.
    private func act<Observer: ReplayObserver>(_ today: Int32, _ candidates: Candidates, _ observer: inout Observer) -> Bool {
        carryOut(.impose, today, &observer) { impose($0, $1, today) }
        carryOut(.revoke, today, &observer) { revoke($0, $1, today) }
        if ceased.count > 0 { release(today) }
        liftAnnounced(today)
        carryOut(.lift, today, &observer) { lift($0, $1, today) }
        carryOut(.reinstate, today, &observer) { reinstate($0, $1, today) }
        carryOut(.change, today, &observer) { change($0, $1, today) }
        var holdsChanged = false
        carryOut(.hold, today, &observer) { action, rule in
            holdsChanged = true
            limitHold(action, rule, today)
        }
        for firing in ceased.elements where plan.rules[Int(firing.rule)].acts(in: .hold) { holdsChanged = true }
        if holdsChanged { gatherHolds(candidates) }
        if pending.pointee.acts(in: .may) { openOptions(today, &observer) }
        return holdsChanged
    }

    /// Does something for each action of a phase, of the rules that fired.
    @inline(__always)
    private func carryOut<Observer: ReplayObserver>(
        _ phase: Phase, _ today: Int32, _ observer: inout Observer, _ act: (UnsafePointer<ActionPlan>, Int) -> Void
    ) {
        guard pending.pointee.acts(in: phase), let table = plan.rules.baseAddress else { return }
        // No rule fires in here, and numbers of fired rules are those of the plan.
        let (first, count) = (fired.start, fired.count)
        for index in 0..<count {
            let firing = first[index]
            let rule = table + Int(firing.rule)
            guard rule.pointee.acts(in: phase), var action = UnsafePointer(rule.pointee.actions.baseAddress) else { continue }
            bind(firing)
            pending.pointee.instance = firing.instance
            let end = action + rule.pointee.actions.count
            while action < end {
                if action.pointee.phase == phase, binds(action.pointee.layer) {
                    observer.acted(rule: Int(firing.rule), action: action.pointee.number, on: today)
                    act(action, Int(firing.rule))
                }
                action += 1
            }
        }
    }

    /// What ceased to hold no longer upholds what it imposed.
    private func release(_ today: Int32) {
        for firing in ceased.elements where state(of: firing).pointee.progress != .unknown { state(of: firing).pointee.upholds = false }
        for firing in ceased.elements where state(of: firing).pointee.progress != .unknown {
            release(Int(firing.rule), firing.instance < 0 ? -1 : instances[Int(firing.instance)].event, today)
        }
    }

    private func openOptions<Observer: ReplayObserver>(_ today: Int32, _ observer: inout Observer) {
        for index in 0..<fired.count {
            let rule = Int(fired[index].rule)
            guard plan.rules[rule].acts(in: .may), let first = plan.rules[rule].actions.baseAddress else { continue }
            bind(fired[index])
            for action in first..<(first + plan.rules[rule].actions.count) where action.pointee.phase == .may && binds(action.pointee.layer) {
                observer.acted(rule: rule, action: action.pointee.number, on: today)
                open(action, rule, today, &observer)
            }
        }
    }

    /// An action that a lower pack added binds only where that pack applies; the days are those of the rule.
    @inline(__always)
    func binds(_ layer: Int) -> Bool { !windows[layer].isEmpty }

    // MARK: What time alone changes for conditions

    /// Lets conditions see the case's measures as the day before left them.
    @inline(__always)
    private func beginDay(_ today: Int32) {
        ledger.pointee.today = today
        let slots = machine.pointee.slots
        for slot in plan.measureDefinitions { slots[Int(slot)] = Value(tag: .deferred) }
    }

    // MARK: Which rules are in question

    /// The rules to ask, and the `applies to` value when it is unknown.
    struct Candidates {
        var list: UnsafePointer<RuleList>
        var appliesTo: Value
        var rules: UnsafeBufferPointer<Int32> { list.pointee.rules }
    }

    func candidates(_ kind: KindPlan) -> Candidates {
        guard kind.appliesSlot >= 0 else { return Candidates(list: kind.all, appliesTo: .null) }
        let value = frame[Int(kind.appliesSlot)]
        if value.isUnknown { return Candidates(list: kind.all, appliesTo: value) }
        if value.tag == .string, value.aux != 0, Int(value.aux) < kind.candidates.count, let lists = kind.candidates.baseAddress {
            return Candidates(list: lists + Int(value.aux), appliesTo: value)
        }
        return Candidates(list: kind.general, appliesTo: value)
    }

    // MARK: Undetermined

    private func listUndetermined(_ candidates: Candidates) {
        beginDay(request.asOf)
        for rule in candidates.rules {
            if plan.rules[Int(rule)].isForEach {
                for missing in openInstances(rule) { undetermined.append(UndeterminedState(rule: rule, missing: missing)) }
            } else if rules[Int(rule)].isOpen {
                undetermined.append(UndeterminedState(rule: rule, missing: missing[Int(rule)]))
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
        view?.begin(request, day: day)
        guard let table = plan.rules.baseAddress else { return }
        for number in candidates.rules {
            let rule = table + Int(number)
            guard !windows[rule.pointee.window].isEmpty else { continue }
            if rule.pointee.isForEach {
                for value in conditionsWithoutDay(rule, isOpen: candidates.appliesTo.isUnknown) where !value.isFalse && !value.isNull {
                    undetermined.append(UndeterminedState(rule: number, missing: machine.pointee.unknown(day, value)))
                }
                continue
            }
            let value = condition(rule, candidates.appliesTo)
            if value.isFalse || value.isNull { continue }
            undetermined.append(UndeterminedState(rule: number, missing: machine.pointee.unknown(day, value)))
        }
        if !machine.pointee.violations.isEmpty { noteViolations(request.asOf, candidates) }
    }
}
