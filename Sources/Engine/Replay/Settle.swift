import FEEL
import Policy

/// Statuses: what time, events and rules have made of each measure.
extension Workspace {
    /// The end of a moment: events fulfil, suspensions begin and end, statuses are worked out.
    ///
    /// A measure that no rule touched, no event of the day can fulfil and no hold reaches anew changes by time alone; ``advance(_:through:_:)`` sees to it.
    func settle<Observer: ReplayObserver>(_ today: Int32, _ changed: UInt64, holdsChanged: Bool, _ observer: inout Observer) {
        guard let types = plan.measures.baseAddress else { return }
        guard holdsChanged || pending.pointee.isTouched || pending.pointee.fulfilMask & changed != 0 else { return }
        pending.pointee.isTouched = false
        // Nothing is imposed in here: indexes below the count stay good, and so does the address.
        let first = measures.start
        let isHeld = holdings.count > 0
        let seesWay = keepsReasons || Observer.observes
        for index in 0..<measures.count {
            let measure = first + index
            let fulfilMask = types[Int(measure.pointee.type)].fulfilMask
            if measure.pointee.cause < 0, !measure.pointee.isMerged, !holdsChanged, measure.pointee.status != .new, fulfilMask & changed == 0 {
                continue
            }
            if measure.pointee.status == .new, !isHeld, !seesWay, !measure.pointee.isMerged, !measure.pointee.isStopped {
                settleNew(measure, fulfilMask, today)
                continue
            }
            let hold = hold(of: measure)
            if !measure.pointee.status.isFinal {
                if fulfilMask != 0 { fulfil(measure, today) }
                if isHeld || measure.pointee.isStopped, !measure.pointee.kind.isEntry { turnClock(measure, hold, today) }
            }
            let before = measure.pointee.status
            let now = status(of: measure, on: today, hold)
            if now.isFinal {
                // The end of what ended while its clock stood still has moved by the days until now.
                if measure.pointee.isStopped { restartClock(measure, today) }
            } else {
                if isHeld, now != .pending, keepsReasons { citeHolds(index) }
                if hold.contrary >= 0, !measure.pointee.kind.isEntry {
                    note(.clock, Int32(measure.pointee.type), Int(hold.suspender), Int(hold.contrary), today)
                }
            }
            let rule = cause(measure, before, now, hold)
            if now != before { record(index, now, today, rule, &observer) }
            // A start that was moved back has served days at once.
            if measure.pointee.isMerged { pending.pointee.changedOn = today }
            measure.pointee.seen = today
            measure.pointee.cause = -1
            measure.pointee.isMerged = false
            if !now.isFinal {
                measure.pointee.wake = nextDay(of: measure, seesWay: seesWay)
                pending.pointee.wake = min(pending.pointee.wake, measure.pointee.wake)
            }
        }
        guard keepsReasons else { return }
        for index in 0..<further.count {
            let entry = further[index]
            let measure = Int(entry.next)
            append(measure, HistoryEntry(on: today, status: measures[measure].status, rule: entry.rule, next: -1))
        }
    }

    /// A measure that was imposed just now and that nothing holds, where nobody sees the way.
    @inline(__always)
    private func settleNew(_ measure: UnsafeMutablePointer<MeasureState>, _ fulfilMask: UInt64, _ today: Int32) {
        if fulfilMask != 0 { fulfil(measure, today) }
        measure.pointee.seen = today
        measure.pointee.cause = -1
        pending.pointee.changedOn = today
        // Which status it has before it ends is worked out on the last day.
        measure.pointee.status = .pending
        let isOver =
            min(min(measure.pointee.revokedOn, measure.pointee.exemptedOn), min(measure.pointee.liftedOn, measure.pointee.liftDue)) <= today
            || min(measure.pointee.fulfilledOn, measure.pointee.until) <= today
        if isOver {
            measure.pointee.status = status(of: measure, on: today, Hold())
            if measure.pointee.status.isFinal { return }
        }
        measure.pointee.wake = nextDay(of: measure, seesWay: false)
        pending.pointee.wake = min(pending.pointee.wake, measure.pointee.wake)
    }

    /// Which rule a change goes back to: the one that acted, the one that holds or held it, else the one that imposed it.
    private func cause(_ measure: UnsafeMutablePointer<MeasureState>, _ before: Status, _ now: Status, _ hold: Hold) -> Int32 {
        switch now {
        case .suspended:
            measure.pointee.holder = hold.suspender
            return hold.suspender
        case .withheld:
            measure.pointee.holder = hold.withholder
            return hold.withholder
        default:
            if measure.pointee.cause >= 0 { return measure.pointee.cause }
            if before == .suspended || before == .withheld, !now.isFinal { return measure.pointee.holder }
            return measure.pointee.rule
        }
    }

    private func fulfil(_ measure: UnsafeMutablePointer<MeasureState>, _ today: Int32) {
        guard let type = plan.measures.baseAddress.map({ $0 + Int(measure.pointee.type) }), type.pointee.kind.isFulfillable else { return }
        for event in type.pointee.fulfilledBy where ledger.pointee.count[event] > 0 {
            if measure.pointee.event >= 0, plan.usesAnswers, answers(event, measure.pointee.event) {
                // What was imposed for an event that this type answers waits for its own answer.
                let own = answered[Int(measure.pointee.event)]
                guard own >= 0, Int(frame.events[Int(own)].type) == event else { continue }
                if type.pointee.earlierCounts || frame.events[Int(own)].on >= measure.pointee.from {
                    measure.pointee.fulfilledOn = today
                    return
                }
                continue
            }
            if type.pointee.earlierCounts || ledger.pointee.latest[event] >= measure.pointee.from {
                measure.pointee.fulfilledOn = today
                return
            }
        }
    }

    /// Whether events of a type answer an event of the case.
    private func answers(_ type: Int, _ event: Int32) -> Bool {
        plan.answers[type].contains { $0.asked == Int(frame.events[Int(event)].type) }
    }

    /// The status on a day, the first that holds (`docs/policy-language.md`, 9).
    /// - Parameter hold: what holds the measure.
    @inline(__always)
    private func status(of state: UnsafeMutablePointer<MeasureState>, on day: Int32, _ hold: Hold) -> Status {
        if state.pointee.revokedOn <= day { return .revoked }
        if state.pointee.status.isFinal { return state.pointee.status }
        if state.pointee.exemptedOn <= day { return .exempted }
        if state.pointee.liftedOn <= day || state.pointee.liftDue <= day { return .lifted }
        if state.pointee.fulfilledOn <= day { return .fulfilled }
        let kind = state.pointee.kind
        if state.pointee.until <= day, !state.pointee.isStopped, !kind.isEntry, !hold.holdsEnd { return .expired }
        if state.pointee.from > day, !state.pointee.unknownDates.contains(.from) { return .pending }
        if kind.isDisclosure, hold.withholder >= 0 { return .withheld }
        if !kind.isEntry, hold.suspender >= 0 { return .suspended }
        if !kind.isFulfillable { return .inForce }
        return state.pointee.due < day && !state.pointee.unknownDates.contains(.due) ? .overdue : .due
    }

    /// Works out what time alone changes, day by day of those that matter, up to and including a day.
    ///
    /// Until the first such day nothing is looked at, and measures keep the day they were seen on: there is no day that matters in between. Where
    /// nobody sees the way, only days on which measures may end matter.
    @inline(__always)
    func advance<Observer: ReplayObserver>(through day: Int32, _ observer: inout Observer) {
        if pending.pointee.wake <= day { advanceAll(through: day, &observer) }
    }

    /// Works out what the last day asked about makes of what hasn't ended, where the way there wasn't looked at.
    func arrive<Observer: ReplayObserver>(on day: Int32, _ observer: inout Observer) {
        if keepsReasons || Observer.observes { return }
        let first = measures.start
        for index in 0..<measures.count where !(first + index).pointee.status.isFinal {
            let measure = first + index
            measure.pointee.status = status(of: measure, on: day, hold(of: measure))
        }
    }

    private func advanceAll<Observer: ReplayObserver>(through day: Int32, _ observer: inout Observer) {
        var wake = Int32.max
        let seesWay = keepsReasons || Observer.observes
        let first = measures.start
        for index in 0..<measures.count {
            let measure = first + index
            if measure.pointee.status.isFinal { continue }
            if measure.pointee.wake <= day {
                advanceDayByDay(index, through: day, &observer)
                if measure.pointee.status.isFinal { continue }
                measure.pointee.seen = day
                measure.pointee.wake = nextDay(of: measure, seesWay: seesWay)
            }
            wake = min(wake, measure.pointee.wake)
        }
        pending.pointee.wake = wake
    }

    /// The next day on which time alone may change a measure.
    /// - Parameter seesWay: whether somebody sees what becomes of it before it ends.
    @inline(__always)
    private func nextDay(of measure: UnsafeMutablePointer<MeasureState>, seesWay: Bool) -> Int32 {
        let seen = measure.pointee.seen
        var next = Int32.max
        if measure.pointee.until > seen, !measure.pointee.isStopped { next = measure.pointee.until }
        if measure.pointee.liftDue > seen { next = min(next, measure.pointee.liftDue) }
        guard seesWay else { return next }
        // A measure whose start is unknown is imposed at once, so only real days are looked at.
        if measure.pointee.from > seen { next = min(next, measure.pointee.from) }
        if measure.pointee.due >= seen, measure.pointee.due != MeasureState.never, !measure.pointee.unknownDates.contains(.due) {
            next = min(next, measure.pointee.due + 1)
        }
        return next
    }

    private func advanceDayByDay<Observer: ReplayObserver>(_ index: Int, through day: Int32, _ observer: inout Observer) {
        while true {
            let measure = measures.at(index)
            if measure.pointee.status.isFinal { break }
            let next = nextDay(of: measure, seesWay: keepsReasons || Observer.observes)
            guard next <= day else { break }
            measure.pointee.seen = next
            let hold = hold(of: measure)
            let now = status(of: measure, on: next, hold)
            if now != measure.pointee.status {
                if now == .lifted { liftOnTime(measure, next) }
                let rule =
                    now == .lifted
                    ? measure.pointee.lifter : now == .suspended ? hold.suspender : now == .withheld ? hold.withholder : measure.pointee.rule
                if now == .suspended || now == .withheld { measure.pointee.holder = rule }
                if !now.isFinal, holdings.count > 0, keepsReasons { citeHolds(index) }
                record(index, now, next, rule, &observer)
            }
        }
    }

    /// A lift that was announced takes effect between two moments.
    private func liftOnTime(_ measure: UnsafeMutablePointer<MeasureState>, _ day: Int32) {
        measure.pointee.liftedOn = day
        if measure.pointee.isStopped { restartClock(measure, day) }
    }

    private func record<Observer: ReplayObserver>(
        _ index: Int, _ status: Status, _ day: Int32, _ rule: Int32, _ observer: inout Observer
    ) {
        measures.at(index).pointee.status = status
        pending.pointee.changedOn = day
        if keepsReasons {
            append(index, HistoryEntry(on: day, status: status, rule: rule, next: -1))
            cite(index, Int(rule))
        }
        observer.changed(measure: index, on: day, to: status, rule: Int(rule))
    }

    private func append(_ index: Int, _ entry: HistoryEntry) {
        history.append(entry)
        let place = Int32(history.count - 1)
        let measure = measures.at(index)
        if measure.pointee.lastEntry >= 0 {
            history.at(Int(measure.pointee.lastEntry)).pointee.next = place
        } else {
            measure.pointee.firstEntry = place
        }
        measure.pointee.lastEntry = place
    }

    /// Where a rule is cited for a measure; -1 where it isn't.
    private func citation(_ index: Int, _ rule: Int) -> Int {
        // Places in a chain are those of citations made.
        let table = citations.start
        var place = measures.at(index).pointee.firstCitation
        while place >= 0 {
            if table[Int(place)].rule == Int32(rule) { return Int(place) }
            place = table[Int(place)].next
        }
        return -1
    }

    /// Whether a rule has imposed a measure, the first or a further one.
    func imposes(_ index: Int, _ rule: Int) -> Bool {
        let place = citation(index, rule)
        return place >= 0 && citations[place].imposes
    }

    func cite(_ index: Int, _ rule: Int, imposes: Bool = false) {
        // What a rule imposed is looked up when it ceases, whoever asks; the other cites are only shown.
        guard imposes || keepsReasons else { return }
        let known = citation(index, rule)
        guard known < 0 else {
            if imposes { citations[known].imposes = true }
            return
        }
        citeAnew(index, rule, imposes: imposes)
    }

    /// Cites a rule that isn't cited for the measure yet.
    func citeAnew(_ index: Int, _ rule: Int, imposes: Bool) {
        citations.append(Citation(rule: Int32(rule), next: -1, imposes: imposes))
        let place = Int32(citations.count - 1)
        let measure = measures.at(index)
        if measure.pointee.lastCitation >= 0 {
            citations.at(Int(measure.pointee.lastCitation)).pointee.next = place
        } else {
            measure.pointee.firstCitation = place
        }
        measure.pointee.lastCitation = place
    }
}
