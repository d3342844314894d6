import Diagnostics
import FEEL
import Policy

/// What actions do to measures.
extension Workspace {
    // MARK: Impose

    func impose(_ action: ActionPlan, _ rule: Int, _ today: Int32) {
        let machine = frame.owner.ref
        var dates = MeasureState.DateSet()
        var missing = Value.null
        var from = today
        if let program = action.from, let day = day(program, .from, rule, today, &dates, &missing) { from = day }
        var until = MeasureState.never
        if let program = action.duration {
            let duration = program.evaluate(machine)
            if duration.isUnknown || dates.contains(.from) {
                dates.insert(.until)
                if duration.isUnknown { missing = join(missing, duration) }
            } else {
                let end = Arithmetic.add(.date(days: Int64(from)), duration, machine, Site(span: .at(0), subject: "for"))
                if end.tag == .date { until = Int32(clamping: end.bits) } else { note(.null, -1, rule, rule, today) }
            }
        } else if let program = action.until, let day = day(program, .until, rule, today, &dates, &missing) {
            until = day
        }
        var due = MeasureState.never
        if let program = action.due, let day = day(program, .due, rule, today, &dates, &missing) { due = day }
        for type in action.measures {
            let plan = self.plan.measures[Int(type)]
            let addressee = addressee(action, action.addressee ?? plan.addressee)
            let facts = addressee.isUnknown ? join(missing, addressee) : missing
            if let index = standing(type, addressee) {
                merge(index, from, until, due, dates, facts, rule)
            } else {
                var measure = MeasureState(
                    type: type, kind: plan.kind, addressee: addressee, from: from, until: until, due: due, seen: today, rule: Int32(rule),
                    action: Int32(action.number))
                measure.unknownDates = dates
                measure.missing = facts
                measure.cause = Int32(rule)
                measures.append(measure)
                cite(measures.count - 1, rule)
            }
        }
    }

    /// A date that an action's expression gives; nil and noted when it is unknown or null.
    private func day(
        _ program: Program, _ which: MeasureState.DateSet, _ rule: Int, _ today: Int32, _ dates: inout MeasureState.DateSet,
        _ missing: inout Value
    ) -> Int32? {
        let value = program.evaluate(frame.owner.ref)
        switch value.tag {
        case .date: return Int32(clamping: value.bits)
        case .dateTime: return Int32(clamping: (value.bits - (value.bits % 86_400 + 86_400) % 86_400) / 86_400)
        case .unknown:
            dates.insert(which)
            missing = join(missing, value)
            return nil
        default:
            note(.null, -1, rule, rule, today)
            return nil
        }
    }

    func join(_ a: Value, _ b: Value) -> Value { a.isUnknown ? frame.owner.ref.pointee.unknown(a, b) : b }

    private func addressee(_ action: ActionPlan, _ plan: AddresseePlan) -> Value {
        switch plan {
        case .authority: return action.authority
        case .subject: return self.plan.kinds[frame.kind].subjectSlot.map { frame[$0] } ?? .null
        case .expression(let program):
            let value = program.evaluate(frame.owner.ref)
            return value.tag == .string || value.isUnknown ? value : .null
        }
    }

    /// A measure of this type that stands for the addressee.
    private func standing(_ type: UInt16, _ addressee: Value) -> Int? {
        for index in 0..<measures.count where measures[index].type == type && measures[index].stands {
            let other = measures[index].addressee
            if addressee.tag == .string, other.tag == .string {
                if Comparison.sameText(addressee, other) { return index }
            } else if addressee.tag != .string, other.tag != .string {
                return index
            }
        }
        return nil
    }

    /// Two rules impose one measure: the earlier start, the earlier due, the later end, both cited.
    private func merge(
        _ index: Int, _ from: Int32, _ until: Int32, _ due: Int32, _ dates: MeasureState.DateSet, _ missing: Value, _ rule: Int
    ) {
        let measure = measures.at(index)
        if !dates.contains(.from) { measure.pointee.from = min(measure.pointee.from, from) }
        measure.pointee.due = min(measure.pointee.due, due)
        if dates.contains(.due) { measure.pointee.unknownDates.insert(.due) }
        // Without an end wins over any end, known or not.
        let endless =
            (measure.pointee.until == MeasureState.never && !measure.pointee.unknownDates.contains(.until))
            || (until == MeasureState.never && !dates.contains(.until))
        if endless {
            measure.pointee.until = MeasureState.never
            measure.pointee.unknownDates.remove(.until)
        } else {
            if dates.contains(.until) { measure.pointee.unknownDates.insert(.until) }
            measure.pointee.until = measure.pointee.unknownDates.contains(.until) ? MeasureState.never : max(measure.pointee.until, until)
        }
        if missing.isUnknown { measure.pointee.missing = join(measure.pointee.missing, missing) }
        if !isCited(index, rule) {
            cite(index, rule)
            further.append(Citation(rule: Int32(rule), next: Int32(index)))
        }
    }

    // MARK: End

    func lift(_ action: ActionPlan, _ rule: Int, _ today: Int32) {
        for index in 0..<measures.count where measures[index].stands && action.measures.contains(measures[index].type) {
            end(index, \.liftedOn, rule, today)
        }
    }

    /// A `while` that imposed has ceased to hold: what it imposed ends.
    func release(_ rule: Int, _ today: Int32) {
        guard plan.rules[rule].phases[Phase.impose.rawValue] else { return }
        for index in 0..<measures.count where measures[index].stands && measures[index].rule == Int32(rule) {
            end(index, \.liftedOn, rule, today)
        }
    }

    func revoke(_ action: ActionPlan, _ rule: Int, _ today: Int32) {
        for index in 0..<measures.count
        where measures[index].revokedOn == MeasureState.never && action.measures.contains(measures[index].type) {
            end(index, \.revokedOn, rule, today)
        }
    }

    func end(_ index: Int, _ day: WritableKeyPath<MeasureState, Int32>, _ rule: Int, _ today: Int32) {
        measures[index][keyPath: day] = today
        measures[index].cause = Int32(rule)
    }

    // MARK: Hold

    /// Works out anew which measures are suspended and withheld, and by which rules.
    func gatherHolds(_ candidates: Candidates, _ today: Int32) {
        holds.update(repeating: Hold(), count: plan.measures.count)
        for number in candidates.rules {
            let rule = Int(number)
            let progress = rules[rule].progress
            guard progress == .holding || progress == .fired, plan.rules[rule].phases[Phase.hold.rawValue] else { continue }
            for action in plan.rules[rule].actions where action.phase == .hold {
                for type in action.measures {
                    let hold = holds + Int(type)
                    if action.verb == .withhold {
                        if hold.pointee.withholder < 0 { hold.pointee.withholder = number }
                    } else if hold.pointee.suspender < 0 {
                        hold.pointee.suspender = number
                        hold.pointee.stopsClock = action.stopsClock
                    } else if hold.pointee.stopsClock != action.stopsClock {
                        reconcile(hold, action, rule, Int32(type), today)
                    }
                }
            }
        }
    }

    /// Two rules suspend one measure with different clocks: the pack further down wins; within one pack it is a conflict, and the clock stops.
    private func reconcile(_ hold: UnsafeMutablePointer<Hold>, _ action: ActionPlan, _ rule: Int, _ type: Int32, _ today: Int32) {
        let before = Int(hold.pointee.suspender)
        let (old, new) = (plan.rules[before].layer, plan.rules[rule].layer)
        if new > old {
            hold.pointee.suspender = Int32(rule)
            hold.pointee.stopsClock = action.stopsClock
        } else if new == old {
            hold.pointee.stopsClock = true
            if measures.elements.contains(where: { Int32($0.type) == type && $0.stands }) { note(.clock, type, before, rule, today) }
        }
    }

    func note(_ kind: ConflictState.Kind, _ measure: Int32, _ rule: Int, _ other: Int, _ today: Int32) {
        for known in conflicts.elements
        where known.kind == kind && known.measure == measure && known.rule == Int32(rule) && known.other == Int32(other) { return }
        conflicts.append(ConflictState(kind: kind, measure: measure, rule: Int32(rule), other: Int32(other), on: today))
    }

    // MARK: Options

    func open<Observer: ReplayObserver>(_ action: ActionPlan, _ rule: Int, _ today: Int32, _ observer: inout Observer) {
        guard measures.elements.contains(where: { $0.stands && action.measures.contains($0.type) }) else { return }
        options.append(OptionState(rule: Int32(rule), action: Int32(action.number), openedOn: today, closedOn: MeasureState.never))
        observer.option(options.count - 1, on: today, isOpen: true)
    }

    /// The first deciding event on or after the day an option opened closes it; the choice takes effect.
    func decideOptions<Observer: ReplayObserver>(_ today: Int32, _ events: Range<Int>, _ observer: inout Observer) {
        for index in 0..<options.count where options[index].closedOn == MeasureState.never {
            let option = options[index]
            let action = plan.rules[Int(option.rule)].actions[Int(option.action)]
            for position in events {
                let event = frame.events[Int(order[position])]
                guard event.on >= option.openedOn, action.decidingEvents.contains(Int(event.type)) else { continue }
                options[index].closedOn = today
                observer.option(index, on: today, isOpen: false)
                if let discretion = plan.discretion, discretion.event == Int(event.type) {
                    choose(frame.eventValues[Int(event.facts) + discretion.choice], action, Int(option.rule), today)
                }
                break
            }
        }
    }

    private func choose(_ choice: Value, _ action: ActionPlan, _ rule: Int, _ today: Int32) {
        if choice.isUnknown {
            undetermined.append(UndeterminedState(rule: Int32(rule), missing: choice))
            return
        }
        guard let number = action.choices.first(where: { Comparison.sameText(plan.choices[$0].symbol, choice) }) else { return }
        for index in 0..<measures.count where measures[index].stands && action.measures.contains(measures[index].type) {
            switch plan.choices[number].effect {
            case .none: break
            case .exempt: end(index, \.exemptedOn, rule, today)
            case .adjust:
                measures[index].adjusted |= 1 << UInt64(number % 64)
                cite(index, rule)
            }
        }
    }
}
