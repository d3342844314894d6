import Diagnostics

/// The properties of dates, times, durations and ranges (DMN 1.5, table 65).
package enum Properties {
    /// The type of a property; nil when the type has none of this name.
    static func type(of name: String, on type: FEELType) -> FEELType? {
        guard names.contains(name) else { return nil }
        return typeOfListed(name, on: type)
    }

    private static func typeOfListed(_ name: String, on type: FEELType) -> FEELType? {
        switch (type.kind, name) {
        case (.date, "year"), (.date, "month"), (.date, "day"), (.date, "weekday"), (.dateTime, "year"), (.dateTime, "month"), (.dateTime, "day"),
            (.dateTime, "weekday"), (.dateTime, "hour"), (.dateTime, "minute"), (.dateTime, "second"), (.time, "hour"), (.time, "minute"),
            (.time, "second"), (.daysTimeDuration, "days"), (.daysTimeDuration, "hours"), (.daysTimeDuration, "minutes"),
            (.daysTimeDuration, "seconds"), (.yearsMonthsDuration, "years"), (.yearsMonthsDuration, "months"):
            .number
        case (.dateTime, "time offset"), (.time, "time offset"): .daysTimeDuration
        case (.dateTime, "timezone"), (.time, "timezone"): .string
        case (.range(let element), "start"), (.range(let element), "end"): element
        case (.range, "start included"), (.range, "end included"): .boolean
        default: nil
        }
    }

    static func value(_ name: String, of value: Value, _ m: MachineRef) -> Value? {
        switch value.tag {
        case .date: return ofDay(name, value.bits)
        case .dateTime:
            let days = TemporalArithmetic.floorDivide(value.bits, 86_400)
            return ofDay(name, days) ?? ofClock(name, value.bits - days * 86_400, Int64(value.length), value, m)
        case .time: return ofClock(name, value.bits / 1_000_000_000, value.bits % 1_000_000_000, value, m)
        case .yearsMonthsDuration:
            switch name {
            case "years": return .number(value.bits / 12)
            case "months": return .number(value.bits % 12)
            default: return nil
            }
        case .daysTimeDuration: return ofDuration(name, value)
        case .range:
            let ends = value.elements
            guard ends.count == 2 else { return nil }
            switch name {
            // A range without that bound has no such member.
            case "start": return ends[0].isNull || value.isAllButPoint ? nil : ends[0]
            case "end": return ends[1].isNull || value.isAllButPoint ? nil : ends[1]
            case "start included": return .boolean(value.lowIsClosed)
            case "end included": return .boolean(value.highIsClosed)
            default: return nil
            }
        default: return nil
        }
    }

    private static func ofDay(_ name: String, _ days: Int64) -> Value? {
        switch name {
        case "year": .number(Int64(CivilDate.components(ofDay: days).year))
        case "month": .number(Int64(CivilDate.components(ofDay: days).month))
        case "day": .number(Int64(CivilDate.components(ofDay: days).day))
        case "weekday": .number(Int64(CivilDate.weekday(ofDay: days)))
        default: nil
        }
    }

    private static func ofClock(_ name: String, _ second: Int64, _ nanosecond: Int64, _ value: Value, _ m: MachineRef) -> Value? {
        switch name {
        case "hour": return .number(second / 3600)
        case "minute": return .number(second / 60 % 60)
        case "second":
            if nanosecond == 0 { return .number(second % 60) }
            return .number((second % 60) * 1_000_000_000 + nanosecond, exponent: -9)
        case "time offset":
            return value.timeOffset.map { .daysTime(seconds: Int64($0)) }
        case "timezone":
            guard let name = value.zone.name else { return nil }
            return m.string(Array(name.utf8), Site(span: .at(0), subject: "timezone"))
        default: return nil
        }
    }

    private static func ofDuration(_ name: String, _ value: Value) -> Value? {
        // The parts of a negative duration are all negative, so count from zero.
        let isNegative = value.bits < 0
        guard value.bits != .min else { return nil }
        var seconds = isNegative ? -value.bits : value.bits
        var nanoseconds = Int64(value.length)
        if isNegative, nanoseconds > 0 {
            seconds -= 1
            nanoseconds = 1_000_000_000 - nanoseconds
        }
        let sign: Int64 = isNegative ? -1 : 1
        switch name {
        case "days": return .number(sign * (seconds / 86_400))
        case "hours": return .number(sign * (seconds / 3600 % 24))
        case "minutes": return .number(sign * (seconds / 60 % 60))
        case "seconds":
            if nanoseconds == 0 { return .number(sign * (seconds % 60)) }
            return .number(sign * ((seconds % 60) * 1_000_000_000 + nanoseconds), exponent: -9)
        default: return nil
        }
    }
}
