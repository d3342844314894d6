import FEEL

/// A value of the reference evaluator: plain data, nothing packed, nothing shared but the decimals.
indirect enum ReferenceValue {
    case null
    /// Waits for these facts.
    case unknown(Set<String>)
    case boolean(Bool)
    case number(Decimal128)
    case string(String)
    /// Days since 1970-01-01.
    case date(Int64)
    /// Nanoseconds since midnight.
    case time(Int128, Datum.TimeZoneText)
    /// Nanoseconds since 1970-01-01T00:00:00 on the clock there.
    case dateTime(Int128, Datum.TimeZoneText)
    /// Nanoseconds.
    case daysTime(Int128)
    /// Months.
    case yearsMonths(Int64)
    case list([ReferenceValue])
    case context([(name: String, value: ReferenceValue)])
    case range(low: ReferenceValue?, lowClosed: Bool, high: ReferenceValue?, highClosed: Bool)
    /// `(= x)` and, negated, `(!= x)`.
    case point(ReferenceValue, negated: Bool)
    case function(ReferenceFunction)

    var isNull: Bool { if case .null = self { true } else { false } }
    var isTrue: Bool { if case .boolean(true) = self { true } else { false } }
    var isFalse: Bool { if case .boolean(false) = self { true } else { false } }
    var facts: Set<String>? { if case .unknown(let facts) = self { facts } else { nil } }

    var isRange: Bool {
        switch self {
        case .range, .point: true
        default: false
        }
    }

    /// The ends of a range; nil for anything else, also for `(!= x)`, which has none.
    var ends: (low: ReferenceValue?, lowClosed: Bool, high: ReferenceValue?, highClosed: Bool)? {
        switch self {
        case .range(let low, let lowClosed, let high, let highClosed): (low, lowClosed, high, highClosed)
        case .point(let value, false): (value, true, value, true)
        default: nil
        }
    }

    /// Whether a date and time of a named zone lies in a year for which ``ReferenceZones`` has no rules.
    var isBeyondKnownZones: Bool {
        if case .dateTime(let total, .named) = self { return !ReferenceZones.years.contains(total) }
        return false
    }

    /// What unknowns make together; nil when all are known.
    static func unknown(among values: [ReferenceValue]) -> ReferenceValue? {
        let sets = values.compactMap(\.facts)
        return sets.isEmpty ? nil : .unknown(sets.reduce([]) { $0.union($1) })
    }

    func member(_ name: String) -> ReferenceValue? {
        guard case .context(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}

/// A function: a builtin's name, or what was written with the scope it was written in. Every evaluation of `function(…)` makes another one.
struct ReferenceFunction {
    var identity: Int
    var builtin: String?
    var parameters: [(name: String, type: TypeExpr?)]
    var body: Expr
    var scope: ReferenceScope
}

/// Names of one nesting after the other, innermost first.
indirect enum ReferenceScope {
    case outermost
    case inner([String: ReferenceValue], ReferenceScope)

    func find(_ name: String) -> ReferenceValue? {
        switch self {
        case .outermost: nil
        case .inner(let names, let outer): names[name] ?? outer.find(name)
        }
    }

    func with(_ name: String, _ value: ReferenceValue) -> ReferenceScope { .inner([name: value], self) }
}

extension ReferenceValue {
    init(_ datum: Datum) {
        switch datum {
        case .null: self = .null
        case .unknown(let facts): self = .unknown(Set(facts))
        case .boolean(let value): self = .boolean(value)
        case .number(let number): self = .number(number.decimal)
        case .string(let text): self = .string(text)
        case .date(let days): self = .date(days)
        case .time(let nanoseconds, let zone): self = .time(Int128(nanoseconds), zone)
        case .dateTime(let seconds, let nanoseconds, let zone): self = .dateTime(Int128(seconds) * 1_000_000_000 + Int128(nanoseconds), zone)
        case .daysTimeDuration(let seconds, let nanoseconds): self = .daysTime(Int128(seconds) * 1_000_000_000 + Int128(nanoseconds))
        case .yearsMonthsDuration(let months): self = .yearsMonths(months)
        case .list(let elements): self = .list(elements.map { ReferenceValue($0) })
        case .context(let members): self = .context(members.map { ($0.name, ReferenceValue($0.value)) })
        case .range(let low, let lowClosed, let high, let highClosed):
            self = .range(low: low.map { ReferenceValue($0) }, lowClosed: lowClosed, high: high.map { ReferenceValue($0) }, highClosed: highClosed)
        case .point(let value, let negated): self = .point(ReferenceValue(value), negated: negated)
        case .function: self = .null
        }
    }

    /// The same as the value that evaluation gives out.
    var datum: Datum {
        switch self {
        case .null: return .null
        case .unknown(let facts): return .unknown(facts.sorted())
        case .boolean(let value): return .boolean(value)
        case .number(let decimal): return .number(Number(decimal: decimal))
        case .string(let text): return .string(text)
        case .date(let days): return .date(days: days)
        case .time(let nanoseconds, let zone): return .time(nanoseconds: Int64(nanoseconds), zone: zone)
        case .dateTime(let total, let zone):
            let (seconds, rest) = floorDivide(total, 1_000_000_000)
            return .dateTime(seconds: Int64(seconds), nanoseconds: UInt32(rest), zone: zone)
        case .daysTime(let total):
            let (seconds, rest) = floorDivide(total, 1_000_000_000)
            return .daysTimeDuration(seconds: Int64(seconds), nanoseconds: UInt32(rest))
        case .yearsMonths(let months): return .yearsMonthsDuration(months: months)
        case .list(let elements): return .list(elements.map(\.datum))
        case .context(let members): return .context(members.map { Datum.Member(name: $0.name, value: $0.value.datum) })
        case .range(let low, let lowClosed, let high, let highClosed):
            return .range(low: low?.datum, lowClosed: lowClosed, high: high?.datum, highClosed: highClosed)
        case .point(let value, let negated): return .point(value.datum, negated: negated)
        case .function(let function): return .function(function.builtin ?? "function")
        }
    }
}

extension Datum {
    /// The same value with the facts of an unknown in a fixed order.
    var sorted: Datum {
        if case .unknown(let facts) = self { return .unknown(facts.sorted()) }
        return self
    }

    /// Whether it is null or has a null in it.
    var hasNull: Bool {
        switch self {
        case .null: true
        case .list(let elements): elements.contains(where: \.hasNull)
        case .context(let members): members.contains(where: \.value.hasNull)
        default: false
        }
    }
}

/// The quotient rounded down, and the rest, which is never negative.
func floorDivide(_ a: Int128, _ b: Int128) -> (Int128, Int128) {
    let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
    return rest < 0 ? (quotient - 1, rest + b) : (quotient, rest)
}
