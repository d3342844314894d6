import FEEL
import Policy

/// Statuses: what time, events and rules have made of each measure.
extension Workspace {
    /// The end of a moment: events fulfil, suspensions begin and end, statuses are worked out.
    func settle<Observer: ReplayObserver>(_ today: Int32, _ observer: inout Observer) {
        for index in 0..<measures.count {
            let measure = measures.at(index)
            let hold = holds[Int(measure.pointee.type)]
            if !measure.pointee.status.isFinal {
                fulfil(measure, today)
                if measure.pointee.kind != .entry { turnClock(measure, hold, today) }
            }
            let before = measure.pointee.status
            let now = status(of: measure.pointee, on: today)
            if now != before {
                record(index, now, today, cause(measure, before, now, hold), &observer)
            }
            measure.pointee.seen = today
            measure.pointee.cause = -1
        }
        for index in 0..<further.count {
            let entry = further[index]
            let measure = Int(entry.next)
            append(measure, HistoryEntry(on: today, status: measures[measure].status, rule: entry.rule, next: -1))
        }
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
        let type = plan.measures[Int(measure.pointee.type)]
        guard type.kind.isFulfillable else { return }
        for event in type.fulfilledBy where ledger.pointee.count[event] > 0 {
            if type.earlierCounts || ledger.pointee.latest[event] >= measure.pointee.from {
                measure.pointee.fulfilledOn = today
                return
            }
        }
    }

    /// `clock: stops`: end and due move by the days suspended.
    private func turnClock(_ measure: UnsafeMutablePointer<MeasureState>, _ hold: Hold, _ today: Int32) {
        let stops = hold.suspender >= 0 && hold.stopsClock
        if stops, !measure.pointee.isStopped {
            // What is over on this day isn't stopped any more.
            if measure.pointee.until <= today { return }
            measure.pointee.stoppedSince = max(today, measure.pointee.from)
        } else if !stops, measure.pointee.isStopped {
            let since = measure.pointee.stoppedSince
            measure.pointee.stoppedSince = .min
            let days = max(0, today - since)
            if measure.pointee.until != MeasureState.never { measure.pointee.until = moved(measure.pointee.until, days) }
            if measure.pointee.due != MeasureState.never, measure.pointee.due >= since { measure.pointee.due = moved(measure.pointee.due, days) }
        }
    }

    private func moved(_ day: Int32, _ days: Int32) -> Int32 {
        let (sum, overflow) = day.addingReportingOverflow(days)
        return overflow ? MeasureState.never - 1 : sum
    }

    /// The status on a day, the first that holds (`docs/policy-language.md`, 9).
    private func status(of measure: MeasureState, on day: Int32) -> Status {
        if measure.revokedOn <= day { return .revoked }
        if measure.status.isFinal { return measure.status }
        if measure.exemptedOn <= day { return .exempted }
        if measure.liftedOn <= day { return .lifted }
        if measure.fulfilledOn <= day { return .fulfilled }
        let kind = measure.kind
        if measure.until <= day, !measure.isStopped, kind != .entry { return .expired }
        if measure.from > day, !measure.unknownDates.contains(.from) { return .pending }
        let hold = holds[Int(measure.type)]
        if kind == .disclosure, hold.withholder >= 0 { return .withheld }
        if kind != .entry, hold.suspender >= 0 { return .suspended }
        if !kind.isFulfillable { return .inForce }
        return measure.due < day && !measure.unknownDates.contains(.due) ? .overdue : .due
    }

    /// Works out what time alone changes, day by day of those that matter, up to and including a day.
    func advance<Observer: ReplayObserver>(_ index: Int, through day: Int32, _ observer: inout Observer) {
        while true {
            let measure = measures[index]
            if measure.status.isFinal || measure.seen >= day { break }
            var next = Int32.max
            // A measure whose start is unknown is imposed at once, so only real days are looked at.
            if measure.from > measure.seen { next = min(next, measure.from) }
            if measure.until > measure.seen, measure.until != MeasureState.never, !measure.isStopped { next = min(next, measure.until) }
            if measure.due >= measure.seen, measure.due != MeasureState.never, !measure.unknownDates.contains(.due) {
                next = min(next, measure.due + 1)
            }
            guard next <= day else { break }
            measures[index].seen = next
            let now = status(of: measures[index], on: next)
            if now != measure.status {
                let hold = holds[Int(measure.type)]
                let rule = now == .suspended ? hold.suspender : now == .withheld ? hold.withholder : measure.rule
                if now == .suspended || now == .withheld { measures[index].holder = rule }
                record(index, now, next, rule, &observer)
            }
        }
        if measures[index].seen < day { measures[index].seen = day }
    }

    private func record<Observer: ReplayObserver>(
        _ index: Int, _ status: Status, _ day: Int32, _ rule: Int32, _ observer: inout Observer
    ) {
        measures[index].status = status
        append(index, HistoryEntry(on: day, status: status, rule: rule, next: -1))
        cite(index, Int(rule))
        observer.changed(measure: index, on: day, to: status, rule: Int(rule))
    }

    private func append(_ index: Int, _ entry: HistoryEntry) {
        history.append(entry)
        let place = Int32(history.count - 1)
        let last = measures[index].lastEntry
        if last >= 0 { history[Int(last)].next = place } else { measures[index].firstEntry = place }
        measures[index].lastEntry = place
    }

    func isCited(_ index: Int, _ rule: Int) -> Bool {
        var place = measures[index].firstCitation
        while place >= 0 {
            if citations[Int(place)].rule == Int32(rule) { return true }
            place = citations[Int(place)].next
        }
        return false
    }

    func cite(_ index: Int, _ rule: Int) {
        guard !isCited(index, rule) else { return }
        citations.append(Citation(rule: Int32(rule), next: -1))
        let place = Int32(citations.count - 1)
        let last = measures[index].lastCitation
        if last >= 0 { citations[Int(last)].next = place } else { measures[index].firstCitation = place }
        measures[index].lastCitation = place
    }
}
