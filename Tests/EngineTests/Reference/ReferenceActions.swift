import Policy

extension ReferenceReplay {
    // MARK: Impose

    func impose(_ action: ResolvedAction, rule: Int, _ day: Int, _ facts: ReferenceDay) {
        for type in action.measures {
            let declared = plan.vocabulary.measures[type]
            var missing: Set<String> = []
            func date(_ written: WrittenExpression?) -> Int? {
                guard let written else { return nil }
                return date(facts.evaluate(written), rule: rule, &missing)
            }
            let start = action.from == nil ? day : date(action.from)
            let due = date(action.due)
            var end = date(action.until)
            if let duration = action.duration {
                // A start that has no value has been reported as such already.
                let length = facts.evaluate(duration)
                if length == .null { conflicts.insert(ReferenceOutcome.Conflict(kind: "null", rules: [rule], measure: nil)) }
                missing.formUnion(length.missing ?? [])
                if let start, case .date(let day) = ReferenceExpression.sum(.date(start), length) { end = day }
            }
            let addressee = addressee(action.addressee ?? declared.borneBy, action, facts, &missing)
            let standing = measures.first { $0.stands && $0.type == type && $0.addressee == addressee }
            let measure =
                standing
                ?? ReferenceMeasure(
                    type: type, kind: declared.kind, addressee: addressee, modality: action.modality, rule: rule, start: start, due: due,
                    end: end, imposedOn: day)
            if standing == nil {
                measures.append(measure)
            } else {
                measure.merge(start: start, due: due, end: end, rule: rule)
            }
            if !missing.isEmpty { measure.missing.append((rule, missing)) }
        }
    }

    private func date(_ value: ReferenceValue, rule: Int, _ missing: inout Set<String>) -> Int? {
        if case .date(let day) = value { return day }
        if let facts = value.missing { missing.formUnion(facts) }
        if value == .null { conflicts.insert(ReferenceOutcome.Conflict(kind: "null", rules: [rule], measure: nil)) }
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

    /// What `lift` says, and what `while` imposed and doesn't any more, in the order of the rules.
    func lift(firing: Set<Int>, released: Set<Int>) {
        for number in firing.union(released).sorted() {
            for measure in measures where measure.stands {
                let isNamed = firing.contains(number) && rules[number].actions.contains { $0.verb == .lift && $0.measures.contains(measure.type) }
                let isReleased = released.contains(number) && measure.imposers.contains(number)
                if isNamed || isReleased {
                    measure.liftedBy = number
                    measure.cite(number)
                }
            }
        }
    }

    // MARK: Suspend and withhold

    func hold(_ holding: Set<Int>) {
        for measure in measures {
            measure.suspendedBy = nil
            measure.withheldBy = nil
            measure.isClockStopped = false
            guard measure.stands else { continue }
            suspend(measure, holding)
            guard measure.kind == .disclosure else { continue }
            // With `when`, from the day on which it fired.
            let withholding = holding.union(fired.filter { rules[$0].trigger != .during })
            each(.withhold, of: withholding) { rule, action in
                guard action.measures.contains(measure.type) else { return }
                measure.withheldBy = measure.withheldBy ?? rule
                measure.cite(rule)
            }
        }
    }

    private func suspend(_ measure: ReferenceMeasure, _ holding: Set<Int>) {
        guard measure.kind != .entry else { return }
        var suspending: [(rule: Int, layer: Int, stops: Bool)] = []
        each(.suspend, of: holding) { rule, action in
            if action.measures.contains(measure.type) { suspending.append((rule, action.layer, action.clock == .stops)) }
        }
        guard let first = suspending.first, let lowest = suspending.map(\.layer).max() else { return }
        measure.suspendedBy = first.rule
        for entry in suspending { measure.cite(entry.rule) }
        // Of different clocks that of the pack further down holds; within one pack the more cautious.
        let deciding = suspending.filter { $0.layer == lowest }
        measure.isClockStopped = deciding.contains(where: \.stops)
        if measure.isClockStopped, deciding.contains(where: { !$0.stops }) {
            conflicts.insert(ReferenceOutcome.Conflict(kind: "clock", rules: [], measure: measure.type))
        }
    }
}
