import FEEL
import Policy

/// Suspending and withholding.
extension Workspace {
    /// Works out anew which measures are suspended and withheld, and by which rules.
    func gatherHolds(_ candidates: Candidates) {
        holds.update(repeating: Hold(), count: plan.measures.count)
        holdings.removeAll()
        for number in candidates.rules {
            let rule = Int(number)
            let progress = rules[rule].progress
            guard progress == .holding || progress == .fired, plan.rules[rule].acts(in: .hold) else { continue }
            for action in plan.rules[rule].actions where action.phase == .hold && binds(action.layer) {
                holdings.append(Holding(rule: number, action: Int32(action.number)))
                for type in action.measures {
                    let hold = holds + Int(type)
                    if action.suspends {
                        suspend(hold, action, number)
                    } else if hold.pointee.withholder < 0 {
                        hold.pointee.withholder = number
                    }
                }
            }
        }
    }

    /// Two rules suspend one measure with different clocks: the pack further down wins; within one pack it is a conflict, and the clock stops.
    private func suspend(_ hold: UnsafeMutablePointer<Hold>, _ action: ActionPlan, _ rule: Int32) {
        let layer = Int32(action.layer)
        if layer > hold.pointee.layer {
            hold.pointee.suspender = rule
            hold.pointee.layer = layer
            hold.pointee.stopsClock = action.stopsClock
            hold.pointee.contrary = -1
        } else if layer == hold.pointee.layer, hold.pointee.contrary < 0, hold.pointee.stopsClock != action.stopsClock {
            hold.pointee.contrary = rule
            hold.pointee.stopsClock = true
        }
    }

    /// Cites every rule that suspends or withholds a measure now.
    func citeHolds(_ index: Int) {
        let (type, kind) = (measures[index].type, measures[index].kind)
        for place in 0..<holdings.count {
            let holding = holdings[place]
            let action = plan.rules[Int(holding.rule)].actions[Int(holding.action)]
            guard action.suspends ? !kind.isEntry : kind.isDisclosure, action.measures.contains(type) else { continue }
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
        measure.pointee.until = moved(measure.pointee.until, days)
        guard measure.pointee.periodEnd != MeasureState.never else {
            measure.pointee.due = moved(measure.pointee.due, days)
            return
        }
        // The period is longer by the days it stood still, and where it ends now may be a holiday as well.
        measure.pointee.periodEnd = moved(measure.pointee.periodEnd, days)
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
