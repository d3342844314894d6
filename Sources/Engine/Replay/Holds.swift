import FEEL
import Policy

/// Suspending and withholding.
extension Workspace {
    /// Works out anew which measures are suspended and withheld, and by which rules.
    func gatherHolds(_ candidates: Candidates) {
        holds.update(repeating: Hold(), count: plan.measures.count)
        holdings.removeAll()
        pending.pointee.hasLimitedHolds = false
        for number in candidates.list.pointee.holders {
            let rule = Int(number)
            if plan.rules[rule].isForEach {
                for place in 0..<instances.count where instances[place].rule == number {
                    gather(number, Int32(place), instances[place].state.progress)
                }
            } else {
                gather(number, -1, rules[rule].progress)
            }
        }
    }

    private func gather(_ number: Int32, _ instance: Int32, _ progress: RuleState.Progress) {
        guard progress == .holding || progress == .fired else { return }
        for action in plan.rules[Int(number)].actions where action.phase == .hold && binds(action.layer) {
            var holding = Holding(rule: number, action: Int32(action.number))
            if action.only != nil || action.isOfEvent {
                let known = holdReaches.elements.last { $0.rule == number && $0.instance == instance && $0.action == Int32(action.number) }
                holding.reach = known?.reach ?? Reach(isLimited: true)
                pending.pointee.hasLimitedHolds = true
            }
            holdings.append(holding)
            for type in action.measures { add(action, number, to: holds + Int(type)) }
        }
    }

    private func add(_ action: ActionPlan, _ number: Int32, to hold: UnsafeMutablePointer<Hold>) {
        if action.suspends {
            suspend(hold, action, number)
        } else if hold.pointee.withholder < 0 {
            hold.pointee.withholder = number
        }
    }

    /// Notes what a holding action with a limit reaches from now on.
    func limitHold(_ action: UnsafePointer<ActionPlan>, _ rule: Int, _ today: Int32) {
        guard action.pointee.only != nil || action.pointee.isOfEvent else { return }
        let reach = reach(action, rule, today)
        holdReaches.append(
            HoldReach(rule: Int32(rule), instance: pending.pointee.instance, action: Int32(action.pointee.number), reach: reach))
    }

    /// What holds a measure now.
    @inline(__always)
    func hold(of measure: UnsafeMutablePointer<MeasureState>) -> Hold {
        pending.pointee.hasLimitedHolds ? limitedHold(of: measure) : holds[Int(measure.pointee.type)]
    }

    @inline(never)
    private func limitedHold(of measure: UnsafeMutablePointer<MeasureState>) -> Hold {
        withUnsafeTemporaryAllocation(of: Hold.self, capacity: 1) { memory in
            guard let hold = memory.baseAddress else { return Hold() }
            hold.initialize(to: Hold())
            for holding in holdings.elements {
                let action = plan.rules[Int(holding.rule)].actions[Int(holding.action)]
                guard action.measures.contains(measure.pointee.type), reaches(holding.reach, measure.pointee.type, measure.pointee.event) else {
                    continue
                }
                add(action, holding.rule, to: hold)
            }
            return hold.pointee
        }
    }

    /// Two rules suspend one measure with different clocks: the pack further down wins; within one pack it is a conflict, and the clock stops.
    private func suspend(_ hold: UnsafeMutablePointer<Hold>, _ action: ActionPlan, _ rule: Int32) {
        let layer = Int32(action.layer)
        if layer > hold.pointee.layer {
            hold.pointee.suspender = rule
            hold.pointee.layer = layer
            hold.pointee.stopsClock = action.stopsClock
            hold.pointee.holdsEnd = action.holdsEnd
            hold.pointee.contrary = -1
        } else if layer == hold.pointee.layer, hold.pointee.contrary < 0,
            hold.pointee.stopsClock != action.stopsClock || hold.pointee.holdsEnd != action.holdsEnd
        {
            hold.pointee.contrary = rule
            hold.pointee.stopsClock = true
            hold.pointee.holdsEnd = false
        }
    }

    /// Cites every rule that suspends or withholds a measure now.
    func citeHolds(_ index: Int) {
        let (type, kind, event) = (measures[index].type, measures[index].kind, measures[index].event)
        for place in 0..<holdings.count {
            let holding = holdings[place]
            let action = plan.rules[Int(holding.rule)].actions[Int(holding.action)]
            guard action.suspends ? !kind.isEntry : kind.isDisclosure, action.measures.contains(type),
                reaches(holding.reach, type, event)
            else { continue }
            cite(index, Int(holding.rule))
        }
    }

    /// `clock: stops`: end and due move by the days suspended.
    func turnClock(_ measure: UnsafeMutablePointer<MeasureState>, _ hold: Hold, _ today: Int32) {
        let stops = hold.suspender >= 0 && hold.stopsClock
        if stops {
            // What is over on this day isn't stopped any more.
            if !measure.pointee.isStopped, measure.pointee.until <= today { return }
            // Days before it starts aren't days of suspension.
            if !measure.pointee.isStopped || measure.pointee.stoppedSince > today {
                measure.pointee.stoppedSince = max(today, measure.pointee.from)
            }
        } else if measure.pointee.isStopped {
            restartClock(measure, today)
        }
    }

    func restartClock(_ measure: UnsafeMutablePointer<MeasureState>, _ today: Int32) {
        let days = max(0, Int64(today) - Int64(measure.pointee.stoppedSince))
        measure.pointee.stoppedSince = .min
        measure.pointee.unserved += Int32(clamping: days)
        move(measure, by: days, today)
    }

    /// The end and the due day move by some days.
    func move(_ measure: UnsafeMutablePointer<MeasureState>, by days: Int64, _ today: Int32) {
        measure.pointee.until = moved(measure.pointee.until, days)
        measure.pointee.untilMoved += Int32(clamping: days)
        measure.pointee.dueMoved += Int32(clamping: days)
        guard measure.pointee.periodEnd != MeasureState.never else {
            measure.pointee.due = moved(measure.pointee.due, days)
            return
        }
        // The period is longer by the days it stood still, and where it ends now may be a holiday as well.
        measure.pointee.periodEnd = moved(measure.pointee.periodEnd, days)
        endPeriod(measure, today)
    }

    /// The due day of a measure whose period ends on a day that may be a holiday.
    func endPeriod(_ measure: UnsafeMutablePointer<MeasureState>, _ today: Int32) {
        switch plan.typed.deadlines.moved(Int64(measure.pointee.periodEnd)) {
        case .value(let day): measure.pointee.due = Int32(clamping: day)
        case .lacks(let year):
            measure.pointee.due = MeasureState.never
            measure.pointee.unknownDates.insert(.due)
            note(.calendar, Int32(measure.pointee.type), Int(measure.pointee.rule), Int(measure.pointee.rule), today, year: Int32(clamping: year))
        }
    }

    private func moved(_ day: Int32, _ days: Int64) -> Int32 {
        day == MeasureState.never ? day : Int32(clamping: min(Int64(day) + days, Int64(MeasureState.never) - 1))
    }
}

/// What an action that suspends or withholds reaches since its rule fired.
struct HoldReach: BitwiseCopyable {
    var rule: Int32
    var instance: Int32
    var action: Int32
    var reach: Reach
}
