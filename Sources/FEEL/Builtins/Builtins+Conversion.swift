import Diagnostics

/// Conversion functions (DMN 1.5, table 73).
extension Builtins {
    static let conversion: [Builtin] = [
        Builtin(
            "date", .conversion,
            [
                .init([.init("from", .string)]), .init([.init("from", .dateTime)]), .init([.init("from", .date)]),
                .init([number("year"), number("month"), number("day")]),
            ],
            Phrase(zh: "由文本、日期时间或年月日得到日期", en: "a date from a text, a date and time, or year, month and day"),
            result: { _ in .date }
        ) { m, a, count, site in
            if count == 3 {
                guard let year = a[0].integer, let month = a[1].integer, let day = a[2].integer,
                    let days = CivilDate.day(year: Int(year), month: Int(month), day: Int(day))
                else { return m.refuse(a, count, site) }
                return .date(days: days)
            }
            switch a[0].tag {
            case .date: return a[0]
            case .dateTime: return .date(days: TemporalArithmetic.floorDivide(a[0].bits, 86_400))
            case .string:
                guard let days = CivilDate.parse(a[0].utf8) else { return m.refuse(a, count, site) }
                return .date(days: days)
            default: return m.refuse(a, count, site)
            }
        },
        Builtin(
            "duration", .conversion, [.init([string("from")])],
            Phrase(zh: "由 ISO 8601 文本得到时长", en: "a duration from an ISO 8601 text"), result: { _ in .any }
        ) { m, a, count, site in
            guard a[0].tag == .string, let datum = Datum(duration: a[0].text) else { return m.refuse(a, count, site) }
            return m.value(of: datum)
        },
        Builtin(
            "years and months duration", .conversion,
            [
                .init([.init("from", .date), .init("to", .date)]), .init([.init("from", .dateTime), .init("to", .dateTime)]),
                .init([.init("from", .date), .init("to", .dateTime)]), .init([.init("from", .dateTime), .init("to", .date)]),
            ],
            Phrase(zh: "两个日期之间的整年整月", en: "the whole years and months between two dates"), result: { _ in .yearsMonthsDuration }
        ) { m, a, count, site in
            func days(_ value: Value) -> Int64? {
                switch value.tag {
                case .date: value.bits
                case .dateTime: TemporalArithmetic.floorDivide(value.bits, 86_400)
                default: nil
                }
            }
            guard let from = days(a[0]), let to = days(a[1]) else { return m.refuse(a, count, site) }
            return .yearsMonths(CivilDate.months(from: from, to: to))
        },
        Builtin(
            "number", .conversion,
            [.init([string("from"), string("grouping separator"), string("decimal separator")], required: 1)],
            Phrase(zh: "由文本得到数", en: "a number from a text"), result: { _ in .number }
        ) { m, a, count, site in
            // Null stands for no separator, or for the usual point.
            let grouping = count > 1 && !a[1].isNull ? a[1].utf8.first : nil
            let decimal = count > 2 && !a[2].isNull ? a[2].utf8.first : nil
            guard a[0].tag == .string, count < 2 || a[1].isNull || isSeparator(a[1], " ,."), count < 3 || a[2].isNull || isSeparator(a[2], ",."),
                grouping == nil || grouping != decimal
            else { return m.refuse(a, count, site) }
            var digits: [UInt8] = []
            digits.reserveCapacity(a[0].utf8.count)
            for byte in a[0].utf8 where byte != grouping {
                if byte == decimal {
                    digits.append(UInt8(ascii: "."))
                } else if byte == UInt8(ascii: "."), decimal != nil {
                    // The other mark is none here.
                    return m.refuse(a, count, site)
                } else {
                    digits.append(byte)
                }
            }
            guard let number = Decimal128(parsing: digits) else { return m.refuse(a, count, site) }
            return m.number(number, site)
        },
        Builtin(
            "string", .conversion, [.init([any("from")])], Phrase(zh: "值的文本", en: "the text of a value"), result: { _ in .string }
        ) { m, a, _, site in
            if a[0].isNull || a[0].tag == .string { return a[0] }
            guard m.pays(forTextOf: a[0]) else { return m.pointee.fail(.budget, site) }
            return m.string(Array(m.datum(of: a[0]).text.utf8), site)
        },
    ]

    private static func isSeparator(_ value: Value, _ allowed: String) -> Bool {
        value.tag == .string && value.utf8.count == 1 && allowed.utf8.contains(value.utf8[0])
    }
}
