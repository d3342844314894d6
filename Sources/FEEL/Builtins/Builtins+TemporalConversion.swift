import Diagnostics

/// Dates, times and durations from texts, from their parts and from one another (DMN 1.5, table 72).
extension Builtins {
    static let temporalConversion: [Builtin] = [
        Builtin(
            "date", .conversion,
            [
                .init([string("from")]), .init([.init("from", .dateTime)]), .init([.init("from", .date)]),
                .init([number("year"), number("month"), number("day")]),
            ],
            Phrase(zh: "由文本、日期时间或年月日得到日期", en: "a date from a text, a date and time, or year, month and day"),
            result: { _ in .date }, body: date),
        Builtin(
            "time", .conversion,
            [
                .init([string("from")]), .init([.init("from", .time)]), .init([.init("from", .dateTime)]), .init([.init("from", .date)]),
                .init([number("hour"), number("minute"), number("second"), .init("offset", .daysTimeDuration)], required: 3),
            ],
            Phrase(
                zh: "由文本、日期时间或时分秒（和时差）得到时间", en: "a time from a text, a date and time, or hour, minute, second and offset"),
            result: { _ in .time }, body: time),
        Builtin(
            "date and time", .conversion,
            [
                .init([string("from")]), .init([.init("from", .dateTime)]), .init([.init("from", .date)]),
                .init([.init("date", .date), .init("time", .time)]), .init([.init("date", .dateTime), .init("time", .time)]),
            ],
            Phrase(zh: "由文本，或日期和时间得到日期时间", en: "a date and time from a text, or from a date and a time"),
            result: { _ in .dateTime }, body: dateAndTime),
        Builtin(
            "duration", .conversion, [.init([string("from")])],
            Phrase(zh: "由 ISO 8601 文本得到时长", en: "a duration from an ISO 8601 text"), result: { _ in .any }
        ) { m, a, count, site in
            guard a[0].tag == .string else { return m.refuse(a, count, site) }
            if let months = YearsMonthsDuration.parse(a[0].utf8) { return .yearsMonths(months) }
            guard let duration = DaysTimeDuration(parsing: a[0].utf8) else { return m.refuse(a, count, site) }
            return .daysTime(seconds: duration.seconds, nanoseconds: duration.nanoseconds)
        },
        Builtin(
            "years and months duration", .conversion,
            [
                .init([.init("from", .date), .init("to", .date)]), .init([.init("from", .dateTime), .init("to", .dateTime)]),
                .init([.init("from", .date), .init("to", .dateTime)]), .init([.init("from", .dateTime), .init("to", .date)]),
            ],
            Phrase(zh: "两个日期之间的整年整月", en: "the whole years and months between two dates"), result: { _ in .yearsMonthsDuration }
        ) { m, a, count, site in
            guard let from = a[0].day, let to = a[1].day else { return m.refuse(a, count, site) }
            return .yearsMonths(CivilDate.months(from: from, to: to))
        },
    ]

    private static let date: Builtin.Body = { m, a, count, site in
        if count == 3 {
            guard let year = a[0].integer, let month = a[1].integer, let day = a[2].integer,
                let days = CivilDate.day(year: Int(year), month: Int(month), day: Int(day))
            else { return m.refuse(a, count, site) }
            return .date(days: days)
        }
        if let day = a[0].day { return .date(days: day) }
        guard a[0].tag == .string, let days = CivilDate.parse(a[0].utf8) else { return m.refuse(a, count, site) }
        return .date(days: days)
    }

    private static let time: Builtin.Body = { m, a, count, site in
        if count >= 3 { return clock(m, a, count, site) }
        switch a[0].tag {
        case .time: return a[0]
        // Midnight in UTC, as wherever a date stands for a date and time.
        case .date: return .time(nanoseconds: 0, zone: .offset(0))
        case .dateTime:
            let seconds = TemporalArithmetic.floorModulo(a[0].bits, 86_400)
            return .time(nanoseconds: seconds * 1_000_000_000 + Int64(a[0].length), zone: a[0].zone)
        case .string:
            guard m.pays(forZoneIn: a[0]) else { return m.pointee.fail(.budget, site) }
            guard let time = TimeOfDay(parsing: a[0].utf8) else { return m.refuse(text: a[0], site) }
            return .time(nanoseconds: time.nanoseconds, zone: time.zone)
        default: return m.refuse(a, count, site)
        }
    }

    /// From hour, minute, second, which may have a fraction, and an offset, which may be absent.
    private static func clock(_ m: MachineRef, _ a: UnsafePointer<Value>, _ count: Int, _ site: Site) -> Value {
        guard let hour = a[0].integer, let minute = a[1].integer, a[2].isNumber, let second = DaysTimeDuration(decimalSeconds: a[2].decimal),
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second.seconds)
        else { return m.refuse(a, count, site) }
        var zone = Zone.local
        if count > 3, !a[3].isNull {
            guard a[3].tag == .daysTimeDuration, a[3].length == 0, abs(a[3].bits) <= Int64(Zone.greatestOffset) else {
                return m.refuse(a, count, site)
            }
            zone = .offset(Int32(truncatingIfNeeded: a[3].bits))
        }
        let seconds = hour * 3600 + minute * 60 + second.seconds
        return .time(nanoseconds: seconds * 1_000_000_000 + Int64(second.nanoseconds), zone: zone)
    }

    private static let dateAndTime: Builtin.Body = { m, a, count, site in
        if count == 2 {
            guard let day = a[0].day, a[1].tag == .time, let start = TemporalArithmetic.seconds(ofDays: day) else { return m.refuse(a, count, site) }
            let (seconds, nanoseconds) = a[1].clock
            return .dateTime(seconds: start + seconds, nanoseconds: UInt32(truncatingIfNeeded: nanoseconds), zone: a[1].zone)
        }
        switch a[0].tag {
        case .dateTime: return a[0]
        case .date: return m.implicitly(a[0], to: .dateTime)
        case .string:
            // A date alone is the beginning of its day, wherever one is.
            if let day = CivilDate.parse(a[0].utf8), let seconds = TemporalArithmetic.seconds(ofDays: day) {
                return .dateTime(seconds: seconds, nanoseconds: 0, zone: .local)
            }
            guard m.pays(forZoneIn: a[0]) else { return m.pointee.fail(.budget, site) }
            guard let value = DateTime(parsing: a[0].utf8) else { return m.refuse(text: a[0], site) }
            return .dateTime(seconds: value.localSeconds, nanoseconds: value.time.nanosecond, zone: value.time.zone)
        default: return m.refuse(a, count, site)
        }
    }
}

extension Value {
    /// The day of a date, or of a date and time as the calendar on the wall there has it.
    var day: Int64? {
        switch tag {
        case .date: bits
        case .dateTime: TemporalArithmetic.floorDivide(bits, 86_400)
        default: nil
        }
    }
}

extension MachineRef {
    /// Takes the steps that looking for a zone costs: the first time it is read from a file.
    fileprivate func pays(forZoneIn text: Value) -> Bool { !text.utf8.contains(UInt8(ascii: "@")) || pointee.step(64) }

    /// A null because a text is no time: for want of its zone, where that is what is wrong.
    fileprivate func refuse(text: Value, _ site: Site) -> Value {
        if pointee.reasons != nil, let name = ZoneDatabase.missingZone(of: text.text) {
            return pointee.fail(.noZone, Site(span: site.span, subject: name))
        }
        return pointee.fail(.argument, site, text)
    }
}
