import Diagnostics

/// A FEEL value that stands on its own: what goes into an evaluation and what comes out.
///
/// At run time values are 16 bytes over borrowed memory; this is the owned form.
public indirect enum Datum: Sendable, Equatable {
    case null
    case boolean(Bool)
    case number(Number)
    case string(String)
    /// Days since 1970-01-01 in the proleptic Gregorian calendar.
    case date(days: Int64)
    /// Nanoseconds since midnight.
    case time(nanoseconds: Int64, zone: TimeZoneText)
    /// Seconds since 1970-01-01T00:00:00 as the clock on the wall shows them, and nanoseconds.
    case dateTime(seconds: Int64, nanoseconds: UInt32, zone: TimeZoneText)
    /// Seconds rounded down, and nanoseconds on top.
    case daysTimeDuration(seconds: Int64, nanoseconds: UInt32)
    case yearsMonthsDuration(months: Int64)
    case list([Datum])
    /// Members in order; names are unique.
    case context([Member])
    /// A nil end is unbounded.
    case range(low: Datum?, lowClosed: Bool, high: Datum?, highClosed: Bool)
    /// What `(= x)` and, negated, `(!= x)` are as values.
    case point(Datum, negated: Bool)
    /// A function, by what it is called; functions can't leave an evaluation.
    case function(String)
    /// A fact that isn't known, by the names of the facts that would settle it.
    case unknown([String])

    /// A named value: a member of a context, or a variable that an expression may use.
    public struct Member: Sendable, Equatable {
        /// Any text; white space, symbols and letters of any script may stand in it.
        public var name: String
        public var value: Datum

        /// A member called `name`.
        public init(name: String, value: Datum) {
            self.name = name
            self.value = value
        }
    }

    /// The zone of a time: none, an offset in seconds east of UTC, or a name of the IANA database.
    public enum TimeZoneText: Sendable, Equatable {
        case local
        case offset(seconds: Int32)
        case named(String)
    }

    /// The value's FEEL type.
    package var type: FEELType {
        switch self {
        case .null, .unknown: .null
        case .boolean: .boolean
        case .number: .number
        case .string: .string
        case .date: .date
        case .time: .time
        case .dateTime: .dateTime
        case .daysTimeDuration: .daysTimeDuration
        case .yearsMonthsDuration: .yearsMonthsDuration
        case .list(let elements): .list(elements.isEmpty ? .any : elements.dropFirst().reduce(elements[0].type) { $0.joined(with: $1.type) })
        case .context(let members): .context(members.map { FEELType.Member(name: $0.name, type: $0.value.type) })
        case .range(let low, _, let high, _): .range((low?.type ?? .null).joined(with: high?.type ?? .null))
        case .function: .function(nil, .any)
        case .point(let value, _): .range(value.type)
        }
    }
}

extension Zone {
    init?(_ text: Datum.TimeZoneText) {
        switch text {
        case .local: self = .local
        case .offset(let seconds):
            guard abs(Int64(seconds)) <= Zone.greatestOffset else { return nil }
            self = .offset(seconds)
        case .named(let name):
            guard let zone = Zone.named(name) else { return nil }
            self = zone
        }
    }

    var text: Datum.TimeZoneText {
        if let seconds = offsetSeconds { return .offset(seconds: seconds) }
        return name.map { .named($0) } ?? .local
    }
}

extension MachineRef {
    /// The run-time form, in this machine's arena. Null where something doesn't fit.
    /// - Parameter site: where it is made; what was handed in stands nowhere in an expression.
    package func value(of datum: Datum, _ site: Site = Site(span: .at(0), subject: "constant")) -> Value {
        switch datum {
        case .null: return .null
        case .unknown: return .unknownInGeneral
        case .boolean(let value): return .boolean(value)
        case .number(let number): return self.number(number.decimal, site)
        case .string(let text): return string(Array(text.utf8), site)
        case .date(let days): return CivilDate.days.contains(days) ? .date(days: days) : .null
        case .time(let nanoseconds, let zone):
            guard let zone = Zone(zone), let time = TimeOfDay(nanoseconds: nanoseconds, zone: zone) else { return .null }
            return .time(nanoseconds: time.nanoseconds, zone: zone)
        case .dateTime(let seconds, let nanoseconds, let zone):
            guard let zone = Zone(zone), DateTime(localSeconds: seconds, nanoseconds: nanoseconds, zone: zone) != nil else { return .null }
            return .dateTime(seconds: seconds, nanoseconds: nanoseconds, zone: zone)
        case .daysTimeDuration(let seconds, let nanoseconds):
            return nanoseconds < 1_000_000_000 ? .daysTime(seconds: seconds, nanoseconds: nanoseconds) : .null
        case .yearsMonthsDuration(let months): return .yearsMonths(months)
        case .list(let elements): return list(elements.map { value(of: $0, site) }, site)
        case .context(let members): return context(members.flatMap { [value(of: .string($0.name), site), value(of: $0.value, site)] }, site)
        case .range(let low, let lowClosed, let high, let highClosed):
            return range(
                low.map { value(of: $0, site) } ?? .null, closed: lowClosed, high.map { value(of: $0, site) } ?? .null, closed: highClosed, site)
        case .point(let datum, let negated): return point(value(of: datum, site), negated: negated, site)
        case .function: return .null
        }
    }

    /// The owned form of a value. One of more than a million values or 64 MiB of strings, as it can be where one list stands in another
    /// many times, is null for want of memory.
    /// - Parameter factNames: names of the facts an unknown value waits for.
    package func datum(of value: Value, factNames: [String] = []) -> Datum {
        if let datum = datum(of: value, factNames: factNames, values: 1_000_000) { return datum }
        _ = pointee.fail(.memory, Site(span: .at(0), subject: "value"), value)
        return .null
    }

    /// The owned form of a value; nil for one of more values than that, or more than 64 MiB of strings.
    func datum(of value: Value, factNames: [String] = [], values: Int) -> Datum? {
        var room = DatumRoom(values: values, bytes: 64 << 20)
        let datum = datum(of: value, factNames, depth: 0, &room)
        return room.isExhausted ? nil : datum
    }

    /// How much may still be made of a value.
    private struct DatumRoom {
        var values: Int
        var bytes: Int
        var isExhausted: Bool { values < 0 || bytes < 0 }

        mutating func take(_ value: Value) -> Bool {
            values -= 1
            if value.tag == .string { bytes -= Int(value.length) }
            return !isExhausted
        }
    }

    private func datum(of value: Value, _ factNames: [String], depth: Int, _ room: inout DatumRoom) -> Datum {
        guard depth <= 128, room.take(value) else { return .null }
        switch value.tag {
        case .null, .deferred: return .null
        case .unknown: return .unknown(Machine.facts(of: value).map { $0 >= 0 && $0 < factNames.count ? factNames[$0] : "?" })
        case .boolean: return .boolean(value.isTrue)
        case .number, .bigNumber: return .number(Number(decimal: value.decimal))
        case .string: return .string(String(decoding: value.utf8, as: UTF8.self))
        case .date: return .date(days: value.bits)
        case .time: return .time(nanoseconds: value.bits, zone: value.zone.text)
        case .dateTime: return .dateTime(seconds: value.bits, nanoseconds: value.length, zone: value.zone.text)
        case .daysTimeDuration: return .daysTimeDuration(seconds: value.bits, nanoseconds: value.length)
        case .yearsMonthsDuration: return .yearsMonthsDuration(months: value.bits)
        case .list: return .list(value.elements.map { datum(of: $0, factNames, depth: depth + 1, &room) })
        case .context:
            let entries = value.entries
            return .context(
                stride(from: 0, to: entries.count, by: 2).map {
                    Datum.Member(
                        name: String(decoding: entries[$0].utf8, as: UTF8.self), value: datum(of: entries[$0 + 1], factNames, depth: depth + 1, &room)
                    )
                })
        case .range:
            let ends = value.elements
            guard ends.count == 2 else { return .null }
            if value.isPoint || value.isAllButPoint {
                return .point(datum(of: ends[0], factNames, depth: depth + 1, &room), negated: value.isAllButPoint)
            }
            return .range(
                low: ends[0].isNull ? nil : datum(of: ends[0], factNames, depth: depth + 1, &room), lowClosed: value.lowIsClosed,
                high: ends[1].isNull ? nil : datum(of: ends[1], factNames, depth: depth + 1, &room), highClosed: value.highIsClosed)
        case .function:
            let index = Int(value.bits)
            if value.aux == 1, index >= 0, index < Builtins.all.count { return .function(Builtins.all[index].name) }
            return .function("function")
        }
    }
}
