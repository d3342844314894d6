import FEEL

/// The functions of dates and times of the reference evaluator, and `is`.
extension ReferenceTemporal {
    static func builtin(_ name: String, _ a: [ReferenceValue]) -> ReferenceValue? {
        switch name {
        case "time": return a.count >= 3 ? clock(a) : time(a[0])
        case "date and time": return a.count == 2 ? joined(a[0], a[1]) : dateAndTime(a[0])
        case "now": return now
        case "today": return .date(Int64(floorDivide(Int128(moment.seconds), 86_400).0))
        case "is": return .boolean(same(a[0], a[1]))
        default: return a.first.flatMap { ReferenceBuiltins.day($0) }.flatMap { ofDay(name, $0) }
        }
    }

    /// When an evaluation takes place.
    static let moment = Instant(seconds: 1_709_164_799, nanoseconds: 250_000_000)

    private static var now: ReferenceValue {
        .dateTime(Int128(moment.seconds) * second + Int128(moment.nanoseconds), .offset(seconds: 0))
    }

    private static func ofDay(_ name: String, _ day: Int64) -> ReferenceValue? {
        let parts = CivilDate.components(ofDay: day)
        // Day by day, as one counts on a calendar.
        let lengths = [31, CivilDate.isLeap(parts.year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        let inYear = lengths.prefix(parts.month - 1).reduce(parts.day, +)
        let weekday = Int(floorDivide(Int128(day) + 3, 7).1)
        switch name {
        case "day of year": return .number(Decimal128(Int64(inYear)))
        case "day of week": return .string(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday])
        case "month of year":
            return .string(
                [
                    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
                ][parts.month - 1])
        case "week of year":
            // A week belongs to the year of its Thursday.
            let thursday = inYear - weekday + 3
            let length = CivilDate.isLeap(parts.year) ? 366 : 365
            let before = CivilDate.isLeap(parts.year - 1) ? 366 : 365
            let inItsYear = thursday < 1 ? thursday + before : thursday > length ? thursday - length : thursday
            return .number(Decimal128(Int64((inItsYear + 6) / 7)))
        default: return nil
        }
    }

    private static func time(_ value: ReferenceValue) -> ReferenceValue? {
        switch value {
        case .time: value
        case .date: .time(0, .offset(seconds: 0))
        case .dateTime(let total, let zone): .time(floorDivide(total, day).1, zone)
        case .string(let text):
            if case .time(let nanoseconds, let zone)? = Datum(temporal: text) { .time(Int128(nanoseconds), zone) } else { nil }
        default: nil
        }
    }

    private static func clock(_ a: [ReferenceValue]) -> ReferenceValue? {
        guard case .number(let hour) = a[0], case .number(let minute) = a[1], case .number(let second) = a[2], let h = hour.asInt64,
            let m = minute.asInt64, let s = DaysTimeDuration(decimalSeconds: second)?.totalNanoseconds, (0..<24).contains(h), (0..<60).contains(m),
            s >= 0, s < 60 * ReferenceTemporal.second
        else { return nil }
        var zone = Datum.TimeZoneText.local
        if a.count > 3, !a[3].isNull {
            guard case .daysTime(let offset) = a[3], offset % ReferenceTemporal.second == 0, offset.magnitude <= 14 * 3600 * 1_000_000_000 else {
                return nil
            }
            zone = .offset(seconds: Int32(offset / ReferenceTemporal.second))
        }
        return .time((Int128(h) * 3600 + Int128(m) * 60) * ReferenceTemporal.second + s, zone)
    }

    private static func joined(_ date: ReferenceValue, _ time: ReferenceValue) -> ReferenceValue? {
        guard let days = ReferenceBuiltins.day(date), case .time(let nanoseconds, let zone) = time else { return nil }
        return .dateTime(Int128(days) * day + nanoseconds, zone)
    }

    private static func dateAndTime(_ value: ReferenceValue) -> ReferenceValue? {
        switch value {
        case .dateTime: return value
        case .date(let days): return .dateTime(Int128(days) * day, .offset(seconds: 0))
        case .string(let text):
            switch Datum(temporal: text) {
            case .date(let days)?: return .dateTime(Int128(days) * day, .local)
            case .dateTime(let seconds, let nanoseconds, let zone)?: return .dateTime(Int128(seconds) * second + Int128(nanoseconds), zone)
            default: return nil
            }
        default: return nil
        }
    }

    static func same(_ a: ReferenceValue, _ b: ReferenceValue) -> Bool {
        switch (a, b) {
        case (.time(let x, let zone), .time(let y, let other)), (.dateTime(let x, let zone), .dateTime(let y, let other)): x == y && zone == other
        case (.time, _), (.dateTime, _), (_, .time), (_, .dateTime): false
        case (.list(let x), .list(let y)): x.count == y.count && zip(x, y).allSatisfy { same($0, $1) }
        case (.context(let x), .context(let y)):
            x.count == y.count && x.allSatisfy { member in y.first { $0.name == member.name }.map { same(member.value, $0.value) } ?? false }
        case (.range, .range), (.point, .point): sameRange(a, b)
        default: ReferenceOperators.equal(a, b) == true
        }
    }

    private static func sameRange(_ a: ReferenceValue, _ b: ReferenceValue) -> Bool {
        switch (a, b) {
        case (.range(let low, let lowClosed, let high, let highClosed), .range(let otherLow, let otherLowClosed, let otherHigh, let otherHighClosed)):
            lowClosed == otherLowClosed && highClosed == otherHighClosed && same(low ?? .null, otherLow ?? .null)
                && same(high ?? .null, otherHigh ?? .null)
        case (.point(let x, let negated), .point(let y, let other)): negated == other && same(x, y)
        default: false
        }
    }
}
