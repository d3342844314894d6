import Policy

extension ReferenceReplay {
    // MARK: Impose

    func impose(_ action: ResolvedAction, _ firing: ReferenceFiring, _ day: Int, _ facts: ReferenceDay) {
        let (rule, event) = (firing.rule, firing.event)
        for type in action.measures {
            let declared = plan.vocabulary.measures[type]
            var missing: Set<String> = []
            var lost = ReferenceMeasure.Lost()
            let start = action.from.map { from in date(facts, rule, day, &missing, &lost.start) { facts.evaluate(from, event: event) } } ?? day
            var end: Int?
            if let duration = action.duration {
                end = date(facts, rule, day, &missing, &lost.end) {
                    ReferenceExpression.sum(.date(start ?? day), facts.evaluate(duration, event: event))
                }
                // Without a start there is no end to reckon from it.
                if lost.start { (end, lost.end) = (nil, true) }
            } else if let until = action.until {
                end = date(facts, rule, day, &missing, &lost.end) { facts.evaluate(until, event: event) }
            }
            facts.calendar.periodEnd = nil
            let due = action.due.flatMap { due in date(facts, rule, day, &missing, &lost.due) { facts.evaluateDue(due, event: event) } }
            let periodEnd = due == nil ? nil : facts.calendar.periodEnd
            let addressee = addressee(action.addressee ?? declared.borneBy, action, facts, event, &missing)
            let standing = measures.first { $0.stands && $0.type == type && $0.addressee == addressee && $0.event == event }
            let measure =
                standing
                ?? ReferenceMeasure(
                    type: type, kind: declared.kind, addressee: addressee, modality: action.modality, rule: rule, start: start ?? day, due: due,
                    end: end, lost: lost)
            if standing == nil {
                measure.event = event
                measure.periodEnd = periodEnd
                measures.append(measure)
            } else {
                if measure.isClockStopped, measure.start < day { endPeriod(measure, day) }
                if measure.hasChangedDue, let last = measure.periodEnd { measure.due = moved(last) ?? last }
                measure.merge(start: start ?? day, due: due, periodEnd: periodEnd, end: end, lost: lost, rule: rule)
                if !measure.changes.isEmpty { reckon(measure, day, facts) }
            }
            if !missing.isEmpty { measure.missing.append((rule, missing)) }
        }
    }

    /// Point 10: what has no value is null, and known to be so.
    private func date(
        _ facts: ReferenceDay, _ rule: Int, _ day: Int, _ missing: inout Set<String>, _ isLost: inout Bool, _ evaluate: () -> ReferenceValue
    ) -> Int? {
        facts.calendar.lacks = false
        let value = evaluate()
        if facts.calendar.lacks {
            isLost = true
            note(ReferenceOutcome.Conflict(kind: "calendar", rules: [rule], measure: nil, day: day))
            return nil
        }
        if case .date(let day) = value { return day }
        isLost = true
        if let facts = value.missing {
            missing.formUnion(facts)
        } else {
            note(ReferenceOutcome.Conflict(kind: "null", rules: [rule], measure: nil, day: day))
        }
        return nil
    }

    private func addressee(
        _ who: Addressee, _ action: ResolvedAction, _ facts: ReferenceDay, _ event: Int?, _ missing: inout Set<String>
    ) -> String? {
        let value: ReferenceValue
        switch who {
        case .authority:
            return action.responsible.isEmpty ? plan.vocabulary.authority ?? "authority" : action.responsible.joined(separator: "、")
        case .subject: value = plan.vocabulary.records[record.kind].subject.map { facts.fact($0) } ?? .null
        case .expression(let written): value = facts.evaluate(written, event: event)
        }
        if let facts = value.missing { missing.formUnion(facts) }
        if case .string(let name) = value { return name }
        return nil
    }

    // MARK: End

    func revoke(_ action: ResolvedAction, _ firing: ReferenceFiring, _ day: Int, _ facts: ReferenceDay) {
        let types = types(action, firing, day, facts)
        for measure in reached(action, firing, types) where measure.revokedBy == nil {
            measure.revokedBy = firing.rule
            measure.cite(firing.rule)
        }
    }

    /// What `while` imposed and no rule upholds any more, then what `lift` says.
    func lift(firing: Set<ReferenceFiring>, released: Set<ReferenceFiring>, _ day: Int, _ facts: ReferenceDay) {
        for one in released.sorted() {
            for measure in measures where measure.stands && measure.event == one.event && measure.imposers.contains(one.rule) {
                let isUpheld = measure.imposers.contains {
                    rules[$0].trigger != .during || upheld.contains(ReferenceFiring(rule: $0, event: rules[$0].each == nil ? nil : measure.event))
                }
                if !isUpheld { end(measure, one.rule) }
            }
        }
        for measure in measures where measure.stands {
            if let lift = measure.liftDue, lift.day == day { end(measure, lift.rule) }
        }
        each(.lift, of: firing) { one, action in
            var missing: Set<String> = []
            var isLost = false
            let from = action.from.map { from in date(facts, one.rule, day, &missing, &isLost) { facts.evaluate(from, event: one.event) } } ?? day
            if !missing.isEmpty { undecided[one.rule, default: []].formUnion(missing) }
            guard let from else { return }
            let types = types(action, one, day, facts)
            for measure in reached(action, one, types) where measure.stands {
                if from <= day {
                    end(measure, one.rule)
                } else if measure.liftDue.map({ from < $0.day }) ?? true {
                    measure.liftDue = (from, one.rule)
                }
            }
        }
    }

    /// What was lifted and isn't over stands again.
    func reinstate(_ action: ResolvedAction, _ firing: ReferenceFiring, _ day: Int, _ facts: ReferenceDay) {
        let types = types(action, firing, day, facts)
        for measure in reached(action, firing, types) {
            guard measure.status == .lifted, measure.revokedBy == nil else { continue }
            if measures.contains(where: { $0.stands && $0.type == measure.type && $0.addressee == measure.addressee && $0.event == measure.event }) {
                continue
            }
            let lifted = measure.endedOn ?? day
            if action.clock == .runs, measure.kind != .entry, let end = measure.shownEnd, end <= day { continue }
            if action.clock == .stops {
                measure.move(by: day - lifted)
                endPeriod(measure, day)
            }
            measure.unserved += max(0, day - max(lifted, measure.start))
            measure.liftedBy = nil
            measure.status = nil
            measure.endedOn = nil
            measure.liftDue = nil
            measure.reinstatedBy = firing.rule
            measure.cite(firing.rule)
        }
    }

    /// What a function says of the measures of a type, as they were at the end of the day before.
    func ofMeasures(_ function: String, _ name: String, _ day: Int) -> ReferenceValue {
        let own = measures.filter { plan.vocabulary.measures[$0.type].name == name && $0.status != nil }
        switch function {
        case "fulfilled": return .boolean(own.contains { $0.status == .fulfilled })
        case "stands": return .boolean(own.contains { ![.fulfilled, .expired, .lifted, .exempted, .revoked].contains($0.status ?? .pending) })
        default: break
        }
        var (days, months) = (0, 0)
        for measure in own where measure.status != .revoked {
            let (start, end) = (measure.start + measure.unserved, measure.endedOn ?? day)
            days = max(days, end - start)
            if end > start { months = max(months, (0...2400).last { ReferenceTerm(start: start, end: end).after($0, from: start) <= end } ?? 0) }
        }
        return function == "served" ? .months(months) : .days(days)
    }

    private func end(_ measure: ReferenceMeasure, _ rule: Int) {
        measure.liftedBy = rule
        measure.cite(rule)
    }

    // MARK: Suspend and withhold

    func hold(_ holding: Set<ReferenceFiring>, _ day: Int) {
        // With `when`, from the day on which it fired.
        let withholding = holding.union(fired.filter { rules[$0.rule].trigger != .during })
        for measure in measures {
            measure.suspendedBy = nil
            measure.withheldBy = nil
            let wasStopped = measure.isClockStopped
            measure.isClockStopped = false
            measure.isEndHeld = false
            measure.contraries = []
            guard measure.stands else { continue }
            var suspending: [(rule: Int, layer: Int, clock: SuspensionClock?)] = []
            var holders: [Int] = []
            for one in withholding.sorted() {
                let rule = one.rule
                for (number, action) in rules[rule].actions.enumerated() where binds(action) {
                    guard reaches[one]?[number]?.contains(measure.type) ?? false, !action.isOfEvent || measure.event == one.event else { continue }
                    if action.verb == .suspend, measure.kind != .entry {
                        suspending.append((rule, action.layer, action.clock))
                        holders.append(rule)
                    } else if action.verb == .withhold, measure.kind == .disclosure {
                        measure.withheldBy = measure.withheldBy ?? rule
                        holders.append(rule)
                    }
                }
            }
            measure.holders = holders
            suspend(measure, suspending, day, wasStopped: wasStopped)
        }
    }

    /// A period that stood still, or whose term is another, ends on another day, which may be a holiday as well.
    func endPeriod(_ measure: ReferenceMeasure, _ day: Int) {
        guard measure.hasChangedDue else {
            guard let last = measure.periodEnd else { return }
            measure.due = moved(last)
            if measure.due == nil { loseDue(measure, day) }
            return
        }
        guard measure.isPeriod, let end = measure.reckoned else { return }
        measure.changedDue = moved(end + measure.dueMoved - firstDay)
        if measure.changedDue == nil { loseDue(measure, day) }
    }

    private func loseDue(_ measure: ReferenceMeasure, _ day: Int) {
        measure.lost.due = true
        note(ReferenceOutcome.Conflict(kind: "calendar", rules: [measure.rule], measure: measure.type, day: day))
    }

    /// A last day off a holiday; nil where the calendar lacks it.
    func moved(_ last: Int) -> Int? {
        guard case .date(let due) = ReferenceCalendar(plan.policy.calendar).moved(last, plan.policy.deadlines) else { return nil }
        return due
    }

    /// The days by which a period ends before its sum.
    var firstDay: Int { plan.policy.deadlines.firstDay == .included ? 1 : 0 }

    /// Of different clocks that of the pack further down holds; within one pack the more cautious.
    private func suspend(_ measure: ReferenceMeasure, _ suspending: [(rule: Int, layer: Int, clock: SuspensionClock?)], _ day: Int, wasStopped: Bool)
    {
        guard let lowest = suspending.map(\.layer).max() else { return }
        let deciding = suspending.filter { $0.layer == lowest }
        guard let first = deciding.first else { return }
        measure.suspendedBy = first.rule
        // What is over on this day isn't stopped any more.
        let isOver = !wasStopped && measure.shownEnd.map { $0 <= day } ?? false
        let other = deciding.first { $0.clock != first.clock }
        measure.isClockStopped = (other != nil || first.clock == .stops) && !isOver
        measure.isEndHeld = other == nil && first.clock == .waits
        if let other { measure.contraries = [(first.rule, other.rule)] }
    }
}
