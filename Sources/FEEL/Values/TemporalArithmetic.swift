/// Dates, times and durations added, subtracted and scaled (DMN 1.5, table 58 and 10.3.2.3.5).
enum TemporalArithmetic {
    private static let day: Int64 = 86_400
    private static let billion: Int64 = 1_000_000_000

    /// A date or time moved by a duration.
    static func shift(_ value: Value, by duration: Value, _ m: MachineRef, _ site: Site) -> Value {
        switch (value.tag, duration.tag) {
        case (.date, .yearsMonthsDuration):
            guard let days = CivilDate.adding(months: duration.bits, to: value.bits) else { return m.pointee.fail(.overflow, site) }
            return .date(days: days)
        case (.date, .daysTimeDuration):
            // A date is midnight; what is left of a day after the sum is dropped.
            guard let (seconds, _) = sum(seconds(ofDays: value.bits), 0, duration.bits, Int64(duration.length)) else {
                return m.pointee.fail(.overflow, site)
            }
            let days = floorDivide(seconds, day)
            return CivilDate.days.contains(days) ? .date(days: days) : m.pointee.fail(.overflow, site)
        case (.dateTime, .yearsMonthsDuration):
            let days = floorDivide(value.bits, day)
            guard let moved = CivilDate.adding(months: duration.bits, to: days), let start = seconds(ofDays: moved) else {
                return m.pointee.fail(.overflow, site)
            }
            return .dateTime(seconds: start + (value.bits - days * day), nanoseconds: value.length, zone: value.zone)
        case (.dateTime, .daysTimeDuration):
            // On the time line: clocks may change on the way.
            let zone = value.zone
            let before = Int64(zone.offset(atLocalSeconds: value.bits) ?? 0)
            guard let (instant, nanoseconds) = sum(value.bits - before, Int64(value.length), duration.bits, Int64(duration.length)) else {
                return m.pointee.fail(.overflow, site)
            }
            let (seconds, overflow) = instant.addingReportingOverflow(Int64(zone.offset(atUTCSeconds: instant) ?? 0))
            guard !overflow, CivilDate.days.contains(floorDivide(seconds, day)) else { return m.pointee.fail(.overflow, site) }
            return .dateTime(seconds: seconds, nanoseconds: nanoseconds, zone: zone)
        case (.time, .daysTimeDuration):
            let turn = day * billion
            let within = floorModulo(duration.bits, day) * billion + Int64(duration.length)
            return .time(nanoseconds: floorModulo(value.bits + within, turn), zone: value.zone)
        default: return m.pointee.fail(.operandTypes, site, value, duration)
        }
    }

    /// The time between two dates or times of one kind of zone.
    static func difference(_ a: Value, _ b: Value, _ m: MachineRef, _ site: Site) -> Value {
        let isMixed = a.tag != b.tag
        guard let left = moment(a, isMixed), let right = moment(b, isMixed) else { return m.pointee.fail(.overflow, site) }
        guard left.isLocal == right.isLocal else { return m.pointee.fail(.operandTypes, site, a, b) }
        guard let (seconds, nanoseconds) = sum(left.seconds, left.nanoseconds, -right.seconds, -right.nanoseconds) else {
            return m.pointee.fail(.overflow, site)
        }
        return .daysTime(seconds: seconds, nanoseconds: nanoseconds)
    }

    /// A date counts as midnight in UTC when it stands beside a date and time, which so needs an offset.
    private static func moment(_ value: Value, _ isMixed: Bool) -> (seconds: Int64, nanoseconds: Int64, isLocal: Bool)? {
        if value.tag == .date { return seconds(ofDays: value.bits).map { ($0, 0, !isMixed) } }
        let (seconds, nanoseconds) = value.clock
        guard let offset = value.timeOffset else { return (seconds, nanoseconds, true) }
        return (seconds - Int64(offset), nanoseconds, false)
    }

    static func sum(_ a: Value, _ b: Value, _ m: MachineRef, _ site: Site) -> Value {
        guard let (seconds, nanoseconds) = sum(a.bits, Int64(a.length), b.bits, Int64(b.length)) else { return m.pointee.fail(.overflow, site) }
        return .daysTime(seconds: seconds, nanoseconds: nanoseconds)
    }

    static func scale(_ duration: Value, by factor: Decimal128, _ m: MachineRef, _ site: Site) -> Value {
        guard let product = Decimal128.multiply(decimal(of: duration), factor) else { return m.pointee.fail(.overflow, site) }
        return rebuilt(product, like: duration, m, site)
    }

    static func divide(_ duration: Value, by divisor: Decimal128, _ m: MachineRef, _ site: Site) -> Value {
        guard let quotient = Decimal128.divide(decimal(of: duration), divisor) else { return m.pointee.fail(.overflow, site) }
        return rebuilt(quotient, like: duration, m, site)
    }

    static func ratio(_ a: Value, _ b: Value, _ m: MachineRef, _ site: Site) -> Value {
        let divisor = decimal(of: b)
        if divisor.isZero { return m.pointee.fail(.divisionByZero, site) }
        return m.number(Decimal128.divide(decimal(of: a), divisor), site)
    }

    /// Months, or nanoseconds.
    private static func decimal(of duration: Value) -> Decimal128 {
        if duration.tag == .yearsMonthsDuration { return Decimal128(duration.bits, exponent: 0) }
        let seconds = Decimal128(duration.bits, exponent: 9)
        return Decimal128.add(seconds, Decimal128(Int64(duration.length), exponent: 0)) ?? seconds
    }

    /// Whole months, or whole nanoseconds, of a scaled duration: the fraction is dropped.
    private static func rebuilt(_ amount: Decimal128, like duration: Value, _ m: MachineRef, _ site: Site) -> Value {
        let whole = amount.rounded(scale: 0, mode: .down)
        if duration.tag == .yearsMonthsDuration {
            guard let months = whole?.asInt64 else { return m.pointee.fail(.overflow, site) }
            return .yearsMonths(months)
        }
        guard let whole, let scaled = Decimal128.divide(whole, Decimal128(1, exponent: 9)), let floor = scaled.rounded(scale: 0, mode: .floor),
            let seconds = floor.asInt64, let rest = Decimal128.subtract(whole, Decimal128(seconds, exponent: 9)), let nanoseconds = rest.asInt64,
            (0..<billion).contains(nanoseconds)
        else { return m.pointee.fail(.overflow, site) }
        return .daysTime(seconds: seconds, nanoseconds: UInt32(nanoseconds))
    }

    // MARK: Whole numbers

    static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
        let quotient = a / b
        return a % b < 0 ? quotient - 1 : quotient
    }

    static func floorModulo(_ a: Int64, _ b: Int64) -> Int64 {
        let rest = a % b
        return rest < 0 ? rest + b : rest
    }

    static func seconds(ofDays days: Int64) -> Int64? {
        let (seconds, overflow) = days.multipliedReportingOverflow(by: day)
        return overflow ? nil : seconds
    }

    /// Two amounts of seconds and nanoseconds added and carried; nanoseconds may be negative on the way in.
    static func sum(_ a: Int64?, _ an: Int64, _ b: Int64, _ bn: Int64) -> (Int64, UInt32)? {
        guard let a else { return nil }
        let nanoseconds = an + bn
        let carry = floorDivide(nanoseconds, billion)
        let (first, over1) = a.addingReportingOverflow(b)
        let (second, over2) = first.addingReportingOverflow(carry)
        return over1 || over2 ? nil : (second, UInt32(nanoseconds - carry * billion))
    }
}
