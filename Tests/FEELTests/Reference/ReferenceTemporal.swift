import FEEL

/// Arithmetic of the reference evaluator, and the parts of dates and durations.
enum ReferenceTemporal {
    static let second: Int128 = 1_000_000_000
    static let day: Int128 = 86_400 * second

    static func days(_ total: Int128) -> ReferenceValue {
        Int64(exactly: floorDivide(total, second).0) == nil ? .null : .daysTime(total)
    }

    static func months(_ count: Int128) -> ReferenceValue { Int64(exactly: count).map { .yearsMonths($0) } ?? .null }

    static func date(_ days: Int128) -> ReferenceValue {
        guard let days = Int64(exactly: days), CivilDate.days.contains(days) else { return .null }
        return .date(days)
    }

    static func dateTime(_ total: Int128, _ zone: Datum.TimeZoneText) -> ReferenceValue {
        guard let days = Int64(exactly: floorDivide(total, day).0), CivilDate.days.contains(days) else { return .null }
        return .dateTime(total, zone)
    }

    /// Where on the time line a time, or a date and time, is; nil for anything else.
    static func instant(_ value: ReferenceValue) -> (nanoseconds: Int128, isLocal: Bool)? {
        switch value {
        case .time(let local, let zone), .dateTime(let local, let zone):
            guard let offset = offset(value, zone, local) else { return (local, true) }
            return (local - Int128(offset) * second, false)
        default: return nil
        }
    }

    /// Seconds ahead of UTC; nil for a local time.
    static func offset(_ value: ReferenceValue, _ zone: Datum.TimeZoneText, _ local: Int128) -> Int? {
        switch zone {
        case .local: return nil
        case .offset(let seconds): return Int(seconds)
        case .named(let name):
            if case .time = value { return ReferenceZones.standard(name) }
            return ReferenceZones.offset(name, local: floorDivide(local, second).0)
        }
    }

    static func property(_ name: String, _ value: ReferenceValue) -> ReferenceValue {
        switch value {
        case .date(let days): return ofDay(name, days) ?? .null
        case .dateTime(let total, let zone):
            let (days, rest) = floorDivide(total, day)
            return ofDay(name, Int64(days)) ?? ofClock(name, rest, zone, offset(value, zone, total))
        case .time(let nanoseconds, let zone): return ofClock(name, nanoseconds, zone, offset(value, zone, nanoseconds))
        case .yearsMonths(let months):
            switch name {
            case "years": return .number(Decimal128(months / 12))
            case "months": return .number(Decimal128(months % 12))
            default: return .null
            }
        case .daysTime(let total):
            switch name {
            case "days": return number(total / day)
            case "hours": return number(total / (3600 * second) % 24)
            case "minutes": return number(total / (60 * second) % 60)
            case "seconds": return fraction(total % (60 * second))
            default: return .null
            }
        default: return .null
        }
    }

    private static func number(_ count: Int128) -> ReferenceValue { .number(Decimal128(Int64(count))) }

    private static func fraction(_ nanoseconds: Int128) -> ReferenceValue { .number(Decimal128(Int64(nanoseconds), exponent: -9)) }

    private static func ofDay(_ name: String, _ days: Int64) -> ReferenceValue? {
        let parts = CivilDate.components(ofDay: days)
        switch name {
        case "year": return number(Int128(parts.year))
        case "month": return number(Int128(parts.month))
        case "day": return number(Int128(parts.day))
        // 1970-01-01 was a Thursday, the fourth day of its week.
        case "weekday": return number(floorDivide(Int128(days) + 3, 7).1 + 1)
        default: return nil
        }
    }

    private static func ofClock(_ name: String, _ nanoseconds: Int128, _ zone: Datum.TimeZoneText, _ offset: Int?) -> ReferenceValue {
        switch name {
        case "hour": return number(nanoseconds / (3600 * second))
        case "minute": return number(nanoseconds / (60 * second) % 60)
        case "second": return fraction(nanoseconds % (60 * second))
        case "time offset":
            return offset.map { days(Int128($0) * second) } ?? .null
        case "timezone":
            if case .named(let name) = zone { return .string(name) }
            return .null
        default: return .null
        }
    }
}

extension ReferenceOperators {
    static func arithmetic(_ op: BinaryOperator, _ a: ReferenceValue, _ b: ReferenceValue) -> ReferenceValue {
        if let unknown = ReferenceValue.unknown(among: [a, b]) { return unknown }
        switch (op, a, b) {
        case (_, .number(let x), .number(let y)): return number(op, x, y)
        case (.add, .string(let x), .string(let y)): return .string(x + y)

        case (.add, .date, .yearsMonths), (.add, .date, .daysTime), (.add, .dateTime, .yearsMonths), (.add, .dateTime, .daysTime),
            (.add, .time, .daysTime):
            return shifted(a, by: b)
        case (.add, .yearsMonths, .date), (.add, .daysTime, .date), (.add, .yearsMonths, .dateTime), (.add, .daysTime, .dateTime),
            (.add, .daysTime, .time):
            return shifted(b, by: a)
        case (.subtract, .date, .yearsMonths), (.subtract, .date, .daysTime), (.subtract, .dateTime, .yearsMonths),
            (.subtract, .dateTime, .daysTime), (.subtract, .time, .daysTime):
            return shifted(a, by: negate(b))

        case (.subtract, .date(let x), .date(let y)): return ReferenceTemporal.days((Int128(x) - Int128(y)) * ReferenceTemporal.day)
        case (.subtract, .date(let x), .dateTime):
            // A date is midnight in UTC beside a date and time, so the other needs an offset.
            guard let right = ReferenceTemporal.instant(b), !right.isLocal else { return .null }
            return ReferenceTemporal.days(Int128(x) * ReferenceTemporal.day - right.nanoseconds)
        case (.subtract, .dateTime, .date(let y)):
            guard let left = ReferenceTemporal.instant(a), !left.isLocal else { return .null }
            return ReferenceTemporal.days(left.nanoseconds - Int128(y) * ReferenceTemporal.day)
        case (.subtract, .dateTime, .dateTime), (.subtract, .time, .time):
            guard let left = ReferenceTemporal.instant(a), let right = ReferenceTemporal.instant(b), left.isLocal == right.isLocal else {
                return .null
            }
            return ReferenceTemporal.days(left.nanoseconds - right.nanoseconds)

        case (.add, .daysTime(let x), .daysTime(let y)): return ReferenceTemporal.days(x + y)
        case (.subtract, .daysTime(let x), .daysTime(let y)): return ReferenceTemporal.days(x - y)
        case (.add, .yearsMonths(let x), .yearsMonths(let y)): return ReferenceTemporal.months(Int128(x) + Int128(y))
        case (.subtract, .yearsMonths(let x), .yearsMonths(let y)): return ReferenceTemporal.months(Int128(x) - Int128(y))
        case (.multiply, .daysTime, .number(let n)), (.multiply, .yearsMonths, .number(let n)):
            return scaled(a, Decimal128.multiply(amount(a), n))
        case (.multiply, .number(let n), .daysTime), (.multiply, .number(let n), .yearsMonths):
            return scaled(b, Decimal128.multiply(amount(b), n))
        case (.divide, .daysTime, .number(let n)), (.divide, .yearsMonths, .number(let n)):
            return scaled(a, n.isZero ? nil : Decimal128.divide(amount(a), n))
        case (.divide, .daysTime, .daysTime), (.divide, .yearsMonths, .yearsMonths):
            return amount(b).isZero ? .null : Decimal128.divide(amount(a), amount(b)).map { .number($0) } ?? .null
        default: return .null
        }
    }

    private static func number(_ op: BinaryOperator, _ x: Decimal128, _ y: Decimal128) -> ReferenceValue {
        let result: Decimal128? =
            switch op {
            case .add: Decimal128.add(x, y)
            case .subtract: Decimal128.subtract(x, y)
            case .multiply: Decimal128.multiply(x, y)
            case .divide: y.isZero ? nil : Decimal128.divide(x, y)
            default: Decimal128.power(x, y)
            }
        return result.map { .number($0) } ?? .null
    }

    private static func shifted(_ value: ReferenceValue, by duration: ReferenceValue) -> ReferenceValue {
        switch (value, duration) {
        case (.date(let days), .yearsMonths(let months)): return CivilDate.adding(months: months, to: days).map { .date($0) } ?? .null
        case (.date(let days), .daysTime(let time)):
            return ReferenceTemporal.date(floorDivide(Int128(days) * ReferenceTemporal.day + time, ReferenceTemporal.day).0)
        case (.dateTime(let total, let zone), .yearsMonths(let months)):
            let (days, rest) = floorDivide(total, ReferenceTemporal.day)
            guard let moved = CivilDate.adding(months: months, to: Int64(days)) else { return .null }
            return .dateTime(Int128(moved) * ReferenceTemporal.day + rest, zone)
        case (.dateTime(let total, .named(let name)), .daysTime(let time)):
            // On the time line: clocks may change on the way.
            let offset = ReferenceZones.offset(name, local: floorDivide(total, ReferenceTemporal.second).0)
            let moved = total + time - Int128(offset) * ReferenceTemporal.second
            let other = ReferenceZones.offset(name, instant: floorDivide(moved, ReferenceTemporal.second).0)
            return ReferenceTemporal.dateTime(moved + Int128(other) * ReferenceTemporal.second, .named(name))
        case (.dateTime(let total, let zone), .daysTime(let time)): return ReferenceTemporal.dateTime(total + time, zone)
        case (.time(let nanoseconds, let zone), .daysTime(let time)):
            return .time(floorDivide(nanoseconds + time, ReferenceTemporal.day).1, zone)
        default: return .null
        }
    }

    /// Months, or nanoseconds.
    private static func amount(_ duration: ReferenceValue) -> Decimal128 {
        switch duration {
        case .yearsMonths(let months): Decimal128(months)
        case .daysTime(let total): Decimal128(parsing: Array(String(total).utf8)) ?? .zero
        default: .zero
        }
    }

    /// A duration of that many months or nanoseconds, the fraction dropped.
    private static func scaled(_ like: ReferenceValue, _ amount: Decimal128?) -> ReferenceValue {
        guard let whole = amount?.rounded(scale: 0, mode: .down), let size = whole.asUInt128, size < 1 << 126 else { return .null }
        let count = whole.isNegative ? -Int128(size) : Int128(size)
        if case .yearsMonths = like { return ReferenceTemporal.months(count) }
        return ReferenceTemporal.days(count)
    }
}
