import FEEL

/// The builtin functions of the reference evaluator (DMN 1.5, 10.3.4), on whole values. No argument is unknown.
enum ReferenceBuiltins {
    enum Kind: Equatable {
        case any, number, string, boolean, list, context, range, function, time, days
        /// One thing, of several kinds.
        case one

        func takes(_ value: ReferenceValue) -> Bool {
            switch (self, value) {
            case (.one, let value): if case .list = value { false } else { true }
            case (.any, _), (.number, .number), (.string, .string), (.boolean, .boolean), (.list, .list), (.context, .context), (.time, .time),
                (.days, .daysTime), (.range, .range), (.range, .point), (.function, .function):
                true
            default: false
            }
        }
    }

    struct Signature {
        var parameters: [(name: String, kind: Kind)]
        var required: Int
        var isVariadic = false

        func accepts(_ count: Int) -> Bool { count >= required && (count <= parameters.count || isVariadic) }
    }

    private static func fixed(_ parameters: (name: String, kind: Kind)..., required: Int? = nil) -> [Signature] {
        [Signature(parameters: parameters, required: required ?? parameters.count)]
    }

    private static let listOrItems = [
        Signature(parameters: [("list", .list)], required: 1), Signature(parameters: [("list", .any)], required: 1, isVariadic: true),
    ]
    private static let lists = [Signature(parameters: [("list", .list)], required: 1, isVariadic: true)]
    private static let fromTo = [Signature(parameters: [("from", .one), ("to", .one)], required: 2)]

    private static let ofDay = [1, 1].map { Signature(parameters: [("date", .one)], required: $0) }
    private static let numbers = [
        Signature(parameters: [("list", .list)], required: 1), Signature(parameters: [("list", .number)], required: 1, isVariadic: true),
    ]
    private static let points = fixed(("point1", .any), ("point2", .any))
    private static let pointRange = fixed(("point", .any), ("range", .range))
    private static let rangePoint = fixed(("range", .range), ("point", .any))
    private static let ranges = fixed(("range1", .range), ("range2", .range))
    private static let rounding = fixed(("n", .number), ("scale", .number))
    private static let match = fixed(("string", .string), ("match", .string))

    static let signatures: [String: [Signature]] = conversions.merging(ofText) { $1 }.merging(ofItems) { $1 }.merging(ofAmounts) { $1 }
        .merging(ofRanges) { $1 }

    private static let conversions: [String: [Signature]] = [
        "date": [1, 1, 1].map { Signature(parameters: [("from", .one)], required: $0) }
            + fixed(("year", .number), ("month", .number), ("day", .number)),
        "time": [1, 1, 1, 1].map { Signature(parameters: [("from", .one)], required: $0) }
            + fixed(("hour", .number), ("minute", .number), ("second", .number), ("offset", .days), required: 3),
        "date and time": [1, 1, 1].map { Signature(parameters: [("from", .one)], required: $0) }
            + [2, 2].map { Signature(parameters: [("date", .one), ("time", .time)], required: $0) },
        "day of year": ofDay, "week of year": ofDay, "day of week": ofDay, "month of year": ofDay, "now": fixed(), "today": fixed(),
        "is": fixed(("value1", .any), ("value2", .any)), "duration": fixed(("from", .string)), "string": fixed(("from", .any)),
        "years and months duration": [1, 2, 3, 4].flatMap { _ in fromTo }, "range": fixed(("from", .string)),
        "number": fixed(("from", .string), ("grouping separator", .string), ("decimal separator", .string), required: 1),
        "get value": fixed(("m", .context), ("key", .string)), "get entries": fixed(("m", .context)), "context": fixed(("entries", .list)),
        "context put": fixed(("context", .context), ("key", .string), ("value", .any))
            + fixed(("context", .context), ("keys", .list), ("value", .any)),
        "context merge": fixed(("contexts", .list)), "get or else": fixed(("value", .any), ("default", .any)),
    ]

    private static let ofText: [String: [Signature]] = [
        "string length": fixed(("string", .string)), "upper case": fixed(("string", .string)), "lower case": fixed(("string", .string)),
        "substring": fixed(("string", .string), ("start position", .number), ("length", .number), required: 2), "contains": match,
        "starts with": match, "ends with": match, "substring before": match, "substring after": match,
        "string join": fixed(("list", .list), ("delimiter", .string), required: 1),
        "matches": fixed(("input", .string), ("pattern", .string), ("flags", .string), required: 2),
        "replace": fixed(("input", .string), ("pattern", .string), ("replacement", .string), ("flags", .string), required: 3),
        "split": fixed(("string", .string), ("delimiter", .string)),
    ]

    private static let ofItems: [String: [Signature]] = [
        "not": fixed(("negand", .boolean)), "all": listOrItems, "any": listOrItems, "list contains": fixed(("list", .list), ("element", .any)),
        "count": fixed(("list", .list)), "min": listOrItems, "max": listOrItems, "sum": listOrItems, "mean": listOrItems, "product": numbers,
        "median": numbers, "stddev": numbers, "mode": numbers,
        "append": [Signature(parameters: [("list", .list), ("item", .any)], required: 2, isVariadic: true)],
        "concatenate": lists, "union": lists, "distinct values": fixed(("list", .list)), "duplicate values": fixed(("list", .list)),
        "reverse": fixed(("list", .list)), "index of": fixed(("list", .list), ("match", .any)), "flatten": fixed(("list", .list)),
        "is empty": fixed(("list", .list)), "partition": fixed(("list", .list), ("size", .number)),
        "sublist": fixed(("list", .list), ("start position", .number), ("length", .number), required: 2),
        "insert before": fixed(("list", .list), ("position", .number), ("newItem", .any)), "remove": fixed(("list", .list), ("position", .number)),
        "list replace": fixed(("list", .list), ("position", .one), ("newItem", .any)) + fixed(("list", .list), ("match", .one), ("newItem", .any)),
        "sort": fixed(("list", .list), ("precedes", .function)),
    ]

    private static let ofAmounts: [String: [Signature]] = [
        "floor": fixed(("n", .number), ("scale", .number), required: 1), "ceiling": fixed(("n", .number), ("scale", .number), required: 1),
        "round up": rounding, "round down": rounding, "round half up": rounding, "round half down": rounding, "decimal": rounding,
        "abs": [1, 1, 1].map { Signature(parameters: [("n", .one)], required: $0) },
        "modulo": fixed(("dividend", .number), ("divisor", .number)), "sqrt": fixed(("number", .number)), "exp": fixed(("number", .number)),
        "log": fixed(("number", .number)), "odd": fixed(("number", .number)), "even": fixed(("number", .number)),
    ]

    private static let ofRanges: [String: [Signature]] = [
        "before": points + pointRange + rangePoint + ranges, "after": points + pointRange + rangePoint + ranges, "meets": ranges, "met by": ranges,
        "overlaps": ranges, "overlaps before": ranges, "overlaps after": ranges, "finishes": pointRange + ranges, "finished by": rangePoint + ranges,
        "includes": rangePoint + ranges, "during": pointRange + ranges, "starts": pointRange + ranges, "started by": rangePoint + ranges,
        "coincides": points + ranges,
    ]

    static func call(_ name: String, _ a: [ReferenceValue]) throws -> ReferenceValue {
        if a.isEmpty { return ReferenceTemporal.builtin(name, a) ?? .null }
        if let holds = ReferenceRanges.relation(name, a) { return holds }
        if let result = try ofPatterns(name, a) { return result }
        return ofEdits(name, a) ?? ofContexts(name, a) ?? ofLists(name, a) ?? ofNumbers(name, a) ?? ofStrings(name, a) ?? ReferenceTemporal.builtin(
            name, a) ?? others(name, a) ?? .null
    }

    private static func others(_ name: String, _ a: [ReferenceValue]) -> ReferenceValue? {
        switch (name, a[0]) {
        case ("not", .boolean(let value)): return .boolean(!value)
        case ("date", .number(let year)):
            guard a.count == 3, case .number(let month) = a[1], case .number(let day) = a[2], let y = year.asInt64, let m = month.asInt64,
                let d = day.asInt64
            else { return nil }
            return CivilDate.day(year: Int(y), month: Int(m), day: Int(d)).map { .date($0) }
        case ("date", _) where a.count > 1: return nil
        case ("date", .date): return a[0]
        case ("date", .dateTime(let total, _)): return .date(Int64(floorDivide(total, ReferenceTemporal.day).0))
        case ("date", .string(let text)):
            guard case .date(let days) = Datum(temporal: text) else { return nil }
            return .date(days)
        case ("duration", .string(let text)): return Datum(duration: text).map { ReferenceValue($0) }
        case ("years and months duration", _):
            guard let from = day(a[0]), let to = day(a[1]) else { return nil }
            return .yearsMonths(CivilDate.months(from: from, to: to))
        case ("range", .string(let text)): return ReferenceRanges.parsed(text)
        case ("string", .null): return .null
        case ("string", _): return .string(a[0].datum.text)
        case ("get value", .context):
            guard case .string(let key) = a[1] else { return nil }
            return a[0].member(key)
        case ("get entries", .context(let members)):
            return .list(members.map { .context([("key", .string($0.name)), ("value", $0.value)]) })
        default: return nil
        }
    }

    static func day(_ value: ReferenceValue) -> Int64? {
        switch value {
        case .date(let days): days
        case .dateTime(let total, _): Int64(floorDivide(total, ReferenceTemporal.day).0)
        default: nil
        }
    }

    /// A number without its fraction; one beyond 64 bits is as good as the last that isn't.
    static func whole(_ number: Decimal128) -> Int {
        let magnitude = number.magnitude.rounded(scale: 0, mode: .floor)?.asInt64 ?? .max
        return Int(number.isNegative ? -magnitude : magnitude)
    }

    private static func ofNumbers(_ name: String, _ a: [ReferenceValue]) -> ReferenceValue? {
        if name == "abs" {
            switch a[0] {
            case .daysTime(let total): return ReferenceTemporal.days(total < 0 ? -total : total)
            case .yearsMonths(let months): return ReferenceTemporal.months(Int128(months.magnitude))
            default: break
            }
        }
        let modes: [String: DecimalRoundingMode] = [
            "floor": .floor, "ceiling": .ceiling, "round up": .up, "round down": .down, "round half up": .halfUp, "round half down": .halfDown,
            "decimal": .halfEven,
        ]
        guard case .number(let x) = a[0] else { return nil }
        func result(_ decimal: Decimal128?) -> ReferenceValue? { decimal.map { .number($0) } }
        if let mode = modes[name] {
            guard a.count > 1 else { return result(x.rounded(scale: 0, mode: mode)) }
            guard case .number(let scale) = a[1], Decimal128.scales.contains(whole(scale)) else { return nil }
            return result(x.rounded(scale: whole(scale), mode: mode))
        }
        switch name {
        case "abs": return .number(x.magnitude)
        case "modulo":
            guard case .number(let y) = a[1], !y.isZero, let quotient = Decimal128.modulo(x, y) else { return nil }
            return .number(quotient)
        case "sqrt": return result(Decimal128.squareRoot(x))
        case "exp": return result(Decimal128.exponential(x))
        case "log": return result(Decimal128.naturalLogarithm(x))
        case "odd", "even":
            guard x.isInteger, let rest = Decimal128.modulo(x, Decimal128(2)) else { return nil }
            return .boolean(rest.isZero == (name == "even"))
        default: return nil
        }
    }
}
