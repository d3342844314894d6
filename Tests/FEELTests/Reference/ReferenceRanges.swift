import FEEL

/// The relations of points and ranges (DMN 1.5, table 78), by where their ends lie, and `range`.
enum ReferenceRanges {
    /// An end: nowhere, or at a value; one that doesn't take its value in lies a trifle beside it.
    private struct End {
        var value: ReferenceValue?
        /// -1 just below the value, 1 just above it.
        var beside: Int
        /// Where it lies when there is no value.
        var missing: Int

        func order(_ other: End) -> Int? {
            switch (value, other.value) {
            case (nil, nil): missing - other.missing
            case (nil, _): missing
            case (_, nil): -other.missing
            case (let a?, let b?): ReferenceOperators.order(a, b).map { $0 == 0 ? beside - other.beside : $0 * 4 }
            }
        }

        /// Whether both stand at one value.
        func isAt(_ other: End) -> Bool {
            guard let a = value, let b = other.value else { return value == nil && other.value == nil && missing == other.missing }
            return ReferenceOperators.order(a, b) == 0
        }
    }

    private struct Place {
        var isRange: Bool
        var start: End
        var end: End

        init?(_ value: ReferenceValue) {
            isRange = value.isRange
            if isRange {
                guard let ends = value.ends else { return nil }
                start = End(value: ends.low, beside: ends.lowClosed ? 0 : 1, missing: -1)
                end = End(value: ends.high, beside: ends.highClosed ? 0 : -1, missing: 1)
            } else {
                guard ReferenceOperators.order(value, value) != nil else { return nil }
                start = End(value: value, beside: 0, missing: -1)
                end = End(value: value, beside: 0, missing: 1)
            }
        }

        var values: [ReferenceValue] { [start.value, end.value].compactMap { $0 } }
    }

    /// Whether a relation takes a point or a range first, and second.
    private static let takes: [String: [(Bool, Bool)]] = [
        "before": [(false, false), (false, true), (true, false), (true, true)],
        "after": [(false, false), (false, true), (true, false), (true, true)],
        "meets": [(true, true)], "met by": [(true, true)], "overlaps": [(true, true)], "overlaps before": [(true, true)],
        "overlaps after": [(true, true)], "finishes": [(false, true), (true, true)], "finished by": [(true, false), (true, true)],
        "includes": [(true, false), (true, true)], "during": [(false, true), (true, true)], "starts": [(false, true), (true, true)],
        "started by": [(true, false), (true, true)], "coincides": [(false, false), (true, true)],
    ]

    static func relation(_ name: String, _ a: [ReferenceValue]) -> ReferenceValue? {
        guard let takes = takes[name] else { return nil }
        guard takes.contains(where: { $0 == (a[0].isRange, a[1].isRange) }), let first = Place(a[0]), let second = Place(a[1]),
            first.values.allSatisfy({ x in second.values.allSatisfy { ReferenceOperators.order(x, $0) != nil } })
        else { return .null }
        let inverse = ["after": "before", "met by": "meets", "overlaps after": "overlaps before", "finished by": "finishes", "during": "includes"]
        if let other = inverse[name] { return .boolean(holds(other, second, first)) }
        return name == "started by" ? .boolean(holds("starts", second, first)) : .boolean(holds(name, first, second))
    }

    private static func holds(_ name: String, _ a: Place, _ b: Place) -> Bool {
        func order(_ x: End, _ y: End) -> Int { x.order(y) ?? 0 }
        switch name {
        case "before": return order(a.end, b.start) < 0
        case "meets": return a.end.value != nil && b.start.value != nil && a.end.isAt(b.start) && a.end.beside == 0 && b.start.beside == 0
        case "overlaps": return order(a.end, b.start) >= 0 && order(b.end, a.start) >= 0
        case "overlaps before": return order(a.start, b.start) < 0 && order(a.end, b.start) >= 0 && order(a.end, b.end) <= 0
        case "finishes":
            if !a.isRange { return a.end.isAt(b.end) && b.end.beside == 0 }
            return a.end.isAt(b.end) && a.end.beside == b.end.beside && order(a.start, b.start) >= 0
        case "includes": return order(a.start, b.start) <= 0 && order(a.end, b.end) >= 0
        case "starts":
            if !a.isRange { return a.start.isAt(b.start) && b.start.beside == 0 }
            return a.start.isAt(b.start) && a.start.beside == b.start.beside && order(a.end, b.end) <= 0
        default: return a.start.isAt(b.start) && a.end.isAt(b.end) && a.start.beside == b.start.beside && a.end.beside == b.end.beside
        }
    }

    // MARK: From a text

    /// A range from its text: brackets, and ends that are literals; nil for any other text.
    static func parsed(_ text: String) -> ReferenceValue? {
        var inner = Substring(text).trimmed
        guard let opener = inner.popFirst(), let closer = inner.popLast(), "[(]".contains(opener), "])[".contains(closer) else { return nil }
        let ends = inner.ranges(of: "..")
        guard ends.count == 1 else { return nil }
        let (low, high) = (inner[..<ends[0].lowerBound].trimmed, inner[ends[0].upperBound...].trimmed)
        let (lowClosed, highClosed) = (opener == "[", closer == "]")
        if low.isEmpty, high.isEmpty || lowClosed { return nil }
        if high.isEmpty, highClosed { return nil }
        var values: [ReferenceValue?] = []
        for end in [low, high] {
            if end.isEmpty {
                values.append(nil)
            } else if let value = literal(end) {
                values.append(value)
            } else {
                return nil
            }
        }
        if let low = values[0], let high = values[1] {
            guard let order = ReferenceOperators.order(low, high), order <= 0 else { return nil }
        }
        return .range(low: values[0], lowClosed: lowClosed, high: values[1], highClosed: highClosed)
    }

    private static func literal(_ text: Substring) -> ReferenceValue? {
        if let number = Decimal128(parsing: Array(text.utf8)) { return .number(number) }
        guard text.last == "\"" else {
            guard text.last == ")", let opener = text.firstIndex(of: "(") else { return nil }
            guard let value = literal("@" + text[text.index(after: opener)...].dropLast()) else { return nil }
            switch (text[..<opener], value) {
            case ("date", .date), ("time", .time), ("date and time", .dateTime), ("duration", .daysTime), ("duration", .yearsMonths): return value
            case ("date and time", .date(let days)): return .dateTime(Int128(days) * ReferenceTemporal.day, .local)
            default: return nil
            }
        }
        if text.first == "\"" { return .string(String(text.dropFirst().dropLast())) }
        guard text.hasPrefix("@\"") else { return nil }
        return Datum(temporal: String(text.dropFirst(2).dropLast())).map { ReferenceValue($0) }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}
