import FEEL

/// A constant that something can be compared with.
enum Scalar: Hashable {
    case boolean(Bool)
    case text(String)
    case number(Number)
    /// A date, in days since 1970-01-01.
    case day(Int64)
    case months(Int64)
    case seconds(Int64, nanoseconds: UInt32)

    /// Nil for what has no order or hangs on a zone.
    init?(_ datum: Datum) {
        switch datum {
        case .boolean(let value): self = .boolean(value)
        case .string(let text): self = .text(text)
        case .number(let number): self = .number(number)
        case .date(let days): self = .day(days)
        case .yearsMonthsDuration(let months): self = .months(months)
        case .daysTimeDuration(let seconds, let nanoseconds): self = .seconds(seconds, nanoseconds: nanoseconds)
        case .null, .unknown, .time, .dateTime, .list, .context, .range, .point, .function: return nil
        }
    }

    /// Negative, zero or positive; nil where FEEL has no order between the two.
    func order(_ other: Scalar) -> Int? {
        switch (self, other) {
        case (.text(let a), .text(let b)): a == b ? 0 : a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
        case (.number(let a), .number(let b)): a == b ? 0 : a < b ? -1 : 1
        case (.day(let a), .day(let b)), (.months(let a), .months(let b)): a == b ? 0 : a < b ? -1 : 1
        case (.seconds(let a, let b), .seconds(let c, let d)): (a, b) == (c, d) ? 0 : (a, b) < (c, d) ? -1 : 1
        case (.boolean(let a), .boolean(let b)): a == b ? 0 : nil
        default: nil
        }
    }

    /// The next value up or down, where values are counted.
    func neighbour(_ step: Int64) -> Scalar? {
        switch self {
        case .day(let day):
            let (next, overflow) = day.addingReportingOverflow(step)
            return overflow ? nil : .day(next)
        case .months(let months):
            let (next, overflow) = months.addingReportingOverflow(step)
            return overflow ? nil : .months(next)
        case .boolean, .text, .number, .seconds: return nil
        }
    }

    /// Whether two are values of one type.
    func isKin(to other: Scalar) -> Bool {
        switch (self, other) {
        case (.boolean, .boolean), (.text, .text), (.number, .number), (.day, .day), (.months, .months), (.seconds, .seconds): true
        default: false
        }
    }
}
