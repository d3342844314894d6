import Policy

extension ReferenceReplay {
    // MARK: Impose

    func impose(_ action: ResolvedAction, rule: Int, _ day: Int, _ facts: ReferenceDay) {
        for type in action.measures {
            let declared = plan.vocabulary.measures[type]
            var missing: Set<String> = []
            var lost = ReferenceMeasure.Lost()
            let start = action.from.map { from in date(facts, rule, day, &missing, &lost.start) { facts.evaluate(from) } } ?? day
            var end: Int?
            if let duration = action.duration {
                end = date(facts, rule, day, &missing, &lost.end) {
                    ReferenceExpression.sum(.date(start ?? day), facts.evaluate(duration))
                }
                // Without a start there is no end to reckon from it.
                if lost.start { end = nil }
            } else if let until = action.until {
                end = date(facts, rule, day, &missing, &lost.end) { facts.evaluate(until) }
            }
            facts.calendar.periodEnd = nil
            let due = action.due.flatMap { due in date(facts, rule, day, &missing, &lost.due) { facts.evaluateDue(due) } }
            let periodEnd = due == nil ? nil : facts.calendar.periodEnd
            let addressee = addressee(action.addressee ?? declared.borneBy, action, facts, &missing)
            let standing = measures.first { $0.stands && $0.type == type && $0.addressee == addressee }
            let measure =
                standing
                ?? ReferenceMeasure(
                    type: type, kind: declared.kind, addressee: addressee, modality: action.modality, rule: rule, start: start ?? day, due: due,
                    end: end, lost: lost)
            if standing == nil {
                measure.periodEnd = periodEnd
                measures.append(measure)
            } else {
                if measure.isClockStopped { reckon(measure, day) }
                measure.merge(start: start ?? day, due: due, periodEnd: periodEnd, end: end, lost: lost, rule: rule)
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

    private func addressee(_ who: Addressee, _ action: ResolvedAction, _ facts: ReferenceDay, _ missing: inout Set<String>) -> String? {
        let value: ReferenceValue
        switch who {
        case .authority:
            return action.responsible.isEmpty ? plan.vocabulary.authority ?? "authority" : action.responsible.joined(separator: "、")
        case .subject: value = plan.vocabulary.records[record.kind].subject.map { facts.fact($0) } ?? .null
        case .expression(let written): value = facts.evaluate(written)
        }
        if let facts = value.missing { missing.formUnion(facts) }
        if case .string(let name) = value { return name }
        return nil
    }

    // MARK: End

    func revoke(_ action: ResolvedAction, rule: Int) {
        for measure in measures where action.measures.contains(measure.type) && measure.revokedBy == nil {
            measure.revokedBy = rule
            measure.cite(rule)
        }
    }

    /// What `while` imposed and no rule upholds any more, then what `lift` says.
    func lift(firing: Set<Int>, released: Set<Int>) {
        for number in released.sorted() {
            for measure in measures where measure.stands && measure.imposers.contains(number) {
                let isUpheld = measure.imposers.contains { rules[$0].trigger != .during || upheld.contains($0) }
                if !isUpheld { end(measure, number) }
            }
        }
        each(.lift, of: firing) { rule, action in
            for measure in measures where measure.stands && action.measures.contains(measure.type) { end(measure, rule) }
        }
    }

    private func end(_ measure: ReferenceMeasure, _ rule: Int) {
        measure.liftedBy = rule
        measure.cite(rule)
    }

    // MARK: Suspend and withhold

    func hold(_ holding: Set<Int>, _ day: Int) {
        // With `when`, from the day on which it fired.
        let withholding = holding.union(fired.filter { rules[$0].trigger != .during })
        for measure in measures {
            measure.suspendedBy = nil
            measure.withheldBy = nil
            let wasStopped = measure.isClockStopped
            measure.isClockStopped = false
            measure.contraries = []
            defer { if wasStopped, !measure.isClockStopped { reckon(measure, day) } }
            guard measure.stands else { continue }
            var suspending: [(rule: Int, layer: Int, stops: Bool)] = []
            var holders: [Int] = []
            for rule in withholding.sorted() {
                for action in rules[rule].actions where binds(action) && action.measures.contains(measure.type) {
                    if action.verb == .suspend, measure.kind != .entry {
                        suspending.append((rule, action.layer, action.clock == .stops))
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

    /// A period that stood still ends on a later day, which may be a holiday as well.
    func reckon(_ measure: ReferenceMeasure, _ day: Int) {
        guard let last = measure.periodEnd else { return }
        if case .date(let due) = ReferenceCalendar(plan.policy.calendar).moved(last, plan.policy.deadlines) {
            measure.due = due
        } else {
            measure.due = nil
            measure.lost.due = true
            note(ReferenceOutcome.Conflict(kind: "calendar", rules: [measure.rule], measure: measure.type, day: day))
        }
    }

    /// Of different clocks that of the pack further down holds; within one pack the more cautious.
    private func suspend(_ measure: ReferenceMeasure, _ suspending: [(rule: Int, layer: Int, stops: Bool)], _ day: Int, wasStopped: Bool) {
        guard let lowest = suspending.map(\.layer).max() else { return }
        let deciding = suspending.filter { $0.layer == lowest }
        guard let first = deciding.first else { return }
        measure.suspendedBy = first.rule
        // What is over on this day isn't stopped any more.
        let isOver = !wasStopped && measure.end.map { $0 <= day } ?? false
        measure.isClockStopped = deciding.contains(where: \.stops) && !isOver
        if let other = deciding.first(where: { $0.stops != first.stops }) { measure.contraries = [(first.rule, other.rule)] }
    }
}
