import Diagnostics

/// Functions of dates and times, and `is` (DMN 1.5, tables 77 and 79 on).
extension Builtins {
    static let temporal: [Builtin] = [
        Builtin(
            "is", .temporal, [.init([any("value1"), any("value2")])],
            Phrase(zh: "两个值是否同一：同类，且各部分都相同", en: "whether two values are the same in kind and in every part"),
            result: { _ in .boolean }
        ) { m, a, count, site in
            guard let same = Identity.same(a[0], a[1], m) else { return m.pointee.fail(.budget, site) }
            return .boolean(same)
        },
        Builtin("now", .temporal, [.init([])], Phrase(zh: "此刻（UTC）", en: "this moment, in UTC"), result: { _ in .dateTime }) { m, _, _, site in
            guard let now = m.pointee.now else { return m.pointee.fail(.noClock, site) }
            guard CivilDate.days.contains(now.day) else { return m.pointee.fail(.overflow, site) }
            return .dateTime(seconds: now.seconds, nanoseconds: now.nanoseconds, zone: .offset(0))
        },
        Builtin("today", .temporal, [.init([])], Phrase(zh: "今天（UTC）", en: "this day, in UTC"), result: { _ in .date }) { m, _, _, site in
            guard let now = m.pointee.now else { return m.pointee.fail(.noClock, site) }
            return CivilDate.days.contains(now.day) ? .date(days: now.day) : m.pointee.fail(.overflow, site)
        },
        ofDay("day of year", .number, Phrase(zh: "一年中的第几天", en: "the number of the day in its year")) { m, day, _ in
            .number(Int64(CivilDate.dayOfYear(ofDay: day)))
        },
        ofDay("week of year", .number, Phrase(zh: "一年中的第几周（ISO 8601）", en: "the number of the week in its year (ISO 8601)")) { m, day, _ in
            .number(Int64(CivilDate.weekOfYear(ofDay: day)))
        },
        ofDay("day of week", .string, Phrase(zh: "星期几的英文名", en: "the English name of the day of the week")) { m, day, site in
            m.string(weekdays[CivilDate.weekday(ofDay: day) - 1].utf8, site)
        },
        ofDay("month of year", .string, Phrase(zh: "月份的英文名", en: "the English name of the month")) { m, day, site in
            m.string(months[CivilDate.components(ofDay: day).month - 1].utf8, site)
        },
    ]

    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    /// A function of a date, or of the date of a date and time.
    private static func ofDay(
        _ name: String, _ result: FEELType, _ summary: Phrase, _ value: @escaping @Sendable (MachineRef, Int64, Site) -> Value
    ) -> Builtin {
        Builtin(
            name, .temporal, [.init([.init("date", .date)]), .init([.init("date", .dateTime)])], summary, result: { _ in result }
        ) { m, a, count, site in
            guard let day = a[0].day else { return m.refuse(a, count, site) }
            return value(m, day, site)
        }
    }
}

extension Instant {
    /// Days since 1970-01-01, in UTC.
    var day: Int64 { TemporalArithmetic.floorDivide(seconds, 86_400) }
}
