import FEEL

/// Lifts that are announced, and lifts that are taken back.
extension Workspace {
    /// A lift on a day to come; it takes effect then, whatever else happens.
    func announce(_ index: Int, _ rule: Int, on day: Int32) {
        let measure = measures.at(index)
        guard day < measure.pointee.liftDue else { return }
        measure.pointee.liftDue = day
        measure.pointee.lifter = Int32(rule)
        measure.pointee.isMerged = true
        pending.pointee.isTouched = true
        pending.pointee.liftDue = min(pending.pointee.liftDue, day)
    }

    /// Carries out the lifts that were announced for this day.
    func liftAnnounced(_ today: Int32) {
        guard pending.pointee.liftDue <= today else { return }
        var next = Int32.max
        for index in 0..<measures.count where measures[index].stands {
            let measure = measures.at(index)
            if measure.pointee.liftDue <= today {
                measure.pointee.liftedOn = today
                touch(measure, Int(measure.pointee.lifter))
            } else {
                next = min(next, measure.pointee.liftDue)
            }
        }
        pending.pointee.liftDue = next
    }

    /// Brings back what was lifted and isn't over, unless another stands in its place.
    func reinstate(_ action: UnsafePointer<ActionPlan>, _ rule: Int, _ today: Int32) {
        let reach = reach(action, rule, today)
        for index in 0..<measures.count where reaches(action, reach, measures.at(index)) {
            let measure = measures.at(index)
            guard measure.pointee.status == .lifted, measure.pointee.revokedOn == MeasureState.never else { continue }
            if standing(measure.pointee.type, measure.pointee.addressee, measure.pointee.event) != nil { continue }
            let days = today - measure.pointee.liftedOn
            if !action.pointee.stopsClock, !measure.pointee.kind.isEntry, measure.pointee.until <= today { continue }
            if action.pointee.stopsClock { move(measure, by: Int64(days), today) }
            measure.pointee.unserved += max(0, today - max(measure.pointee.liftedOn, measure.pointee.from))
            measure.pointee.liftedOn = MeasureState.never
            measure.pointee.liftDue = MeasureState.never
            measure.pointee.fulfilledOn = MeasureState.never
            measure.pointee.status = .new
            cite(index, rule)
            touch(measure, rule)
        }
    }
}
