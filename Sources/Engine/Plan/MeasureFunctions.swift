import FEEL
import Policy

extension MeasureFunction {
    /// The code of a call with its literal argument resolved.
    func code(measure: Int) -> Code {
        let type = UInt16(measure)
        switch self {
        case .fulfilled: return { m in .boolean(EventLedger.of(m)?.pointee.any(type) { $0.pointee.status == .fulfilled } ?? false) }
        case .stands: return { m in .boolean(EventLedger.of(m)?.pointee.any(type) { !$0.pointee.status.isFinal } ?? false) }
        case .daysServed:
            return { m in
                .daysTime(seconds: 86_400 * (EventLedger.of(m)?.pointee.most(type) { start, end in max(0, end - start) } ?? 0))
            }
        case .served: return { m in .yearsMonths(EventLedger.of(m)?.pointee.most(type, EventLedger.wholeMonths) ?? 0) }
        }
    }
}

extension EventLedger {
    /// Measures of a type as the day before left them; what is imposed at the present moment isn't there yet.
    fileprivate func any(_ type: UInt16, _ holds: (UnsafeMutablePointer<MeasureState>) -> Bool) -> Bool {
        for index in 0..<measures.count {
            let measure = measures.at(index)
            if measure.pointee.type == type, measure.pointee.status != .new, holds(measure) { return true }
        }
        return false
    }

    /// The longest time that a measure of a type has been served, as counted from its start to its end or the present day.
    fileprivate func most(_ type: UInt16, _ length: (Int64, Int64) -> Int64) -> Int64 {
        var most: Int64 = 0
        for index in 0..<measures.count {
            let measure = measures.at(index)
            guard measure.pointee.type == type, measure.pointee.status != .new, measure.pointee.status != .revoked else { continue }
            var (end, unserved) = (today, measure.pointee.unserved)
            switch measure.pointee.status {
            case .lifted: end = measure.pointee.liftedOn
            case .exempted: end = measure.pointee.exemptedOn
            case .fulfilled: end = measure.pointee.fulfilledOn
            case .expired: end = measure.pointee.until
            default: if measure.pointee.isStopped { unserved += max(0, today - measure.pointee.stoppedSince) }
            }
            let start = Int64(measure.pointee.from) + Int64(unserved)
            if Int64(end) > start { most = max(most, length(start, Int64(end))) }
        }
        return most
    }

    /// Whole months from a day to a later one; a month that ends before is over on its last day.
    fileprivate static func wholeMonths(_ start: Int64, _ end: Int64) -> Int64 {
        let (a, b) = (CivilDate.components(ofDay: start), CivilDate.components(ofDay: end))
        let count = Int64((b.year - a.year) * 12 + b.month - a.month)
        guard let day = CivilDate.adding(months: count, to: start) else { return 0 }
        return max(0, day <= end ? count : count - 1)
    }
}
