import Diagnostics

/// Functions of working days. They exist where a host hands in the days (``Environment/declare(_:aliases:)``).
extension Builtins {
    /// The functions over these days.
    package static func workingDays(_ days: WorkingDays) -> [Builtin] {
        [
            counting(
                "working days after",
                Phrase(zh: "某日之后的第几个工作日；0 为当日或其后第一个工作日", en: "the n-th working day after a date; for 0 the date itself or the next one"), days
            ) { $0.after($1, $2) },
            counting(
                "working days before",
                Phrase(zh: "某日之前的第几个工作日；0 为当日或其前一个工作日", en: "the n-th working day before a date; for 0 the date itself or the one before"), days
            ) { $0.before($1, $2) },
            Builtin(
                "working days between", .calendar, [.init([.init("from", .date), .init("to", .date)])],
                Phrase(zh: "前一日之后、至后一日（含）的工作日数", en: "how many working days there are after the first date, up to and with the second"),
                result: { _ in .number }
            ) { m, a, count, site in
                guard let from = a[0].day, let to = a[1].day else { return m.refuse(a, count, site) }
                return m.answer(days.between(from, to), of: days, site) { .number($0) }
            },
            Builtin(
                "is working day", .calendar, [.init([.init("date", .date)])], Phrase(zh: "是否工作日", en: "whether a date is a working day"),
                result: { _ in .boolean }
            ) { m, a, count, site in
                guard let day = a[0].day else { return m.refuse(a, count, site) }
                return m.answer(days.isWorking(day), of: days, site) { .boolean($0 == 1) }
            },
            neighbour("next working day", Phrase(zh: "某日之后的第一个工作日", en: "the first working day after a date"), days) { $0.after($1, 1) },
            neighbour("previous working day", Phrase(zh: "某日之前的最后一个工作日", en: "the last working day before a date"), days) { $0.before($1, 1) },
        ]
    }

    /// Their names, for who says what they need where there are no days.
    package static let workingDayNames = [
        "working days after", "working days before", "working days between", "is working day", "next working day", "previous working day",
    ]

    private static func counting(
        _ name: String, _ summary: Phrase, _ days: WorkingDays, _ answer: @escaping @Sendable (WorkingDays, Int64, Int64) -> WorkingDays.Answer
    ) -> Builtin {
        Builtin(name, .calendar, [.init([.init("date", .date), number("n")])], summary, result: { _ in .date }) { m, a, count, site in
            guard let day = a[0].day, let number = a[1].integer, number >= 0 else { return m.refuse(a, count, site) }
            return m.answer(answer(days, day, number), of: days, site) { .date(days: $0) }
        }
    }

    private static func neighbour(
        _ name: String, _ summary: Phrase, _ days: WorkingDays, _ answer: @escaping @Sendable (WorkingDays, Int64) -> WorkingDays.Answer
    ) -> Builtin {
        Builtin(name, .calendar, [.init([.init("date", .date)])], summary, result: { _ in .date }) { m, a, count, site in
            guard let day = a[0].day else { return m.refuse(a, count, site) }
            return m.answer(answer(days, day), of: days, site) { .date(days: $0) }
        }
    }
}

extension MachineRef {
    /// The value of an answer; null where the calendar lacks a year, which is noted for the host even where nobody collects reasons.
    @inline(__always)
    func answer(_ answer: WorkingDays.Answer, of days: WorkingDays, _ site: Site, _ value: (Int64) -> Value) -> Value {
        switch answer {
        case .value(let number): return value(number)
        case .lacks(let year): return lack(year, of: days, site)
        }
    }

    @inline(never)
    func lack(_ year: Int, of days: WorkingDays, _ site: Site) -> Value {
        if pointee.missingYear == Machine.noYear { pointee.missingYear = year }
        return pointee.fail(.calendarYear, site, texts: { [String(year), days.source] })
    }
}
