import FEEL

/// One period of the calendar: `2024`, `2024-H1`, `2024-Q2` or `2024-05`.
package struct AssessmentPeriod: Hashable, Sendable {
    package let unit: CalendarPeriod
    package let year: Int
    /// Which of the year's, from 0.
    package let number: Int

    /// Nil for what is no period of the years 1 to 9999.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        func number(_ digits: ArraySlice<UInt8>) -> Int? {
            digits.reduce(into: digits.isEmpty ? nil : 0 as Int?) { value, byte in
                value = (0x30...0x39).contains(byte) ? value.map { $0 * 10 + Int(byte - 0x30) } : nil
            }
        }
        guard bytes.count >= 4, let year = number(bytes[..<4]), year > 0 else { return nil }
        let rest = bytes[4...]
        if rest.isEmpty {
            self.init(.year, year, 0)
            return
        }
        guard rest.count == 3, rest.first == UInt8(ascii: "-") else { return nil }
        let tail = rest.dropFirst()
        let unit: CalendarPeriod
        let count: Int?
        switch tail.first {
        case UInt8(ascii: "Q"): (unit, count) = (.quarter, number(tail.dropFirst()))
        case UInt8(ascii: "H"): (unit, count) = (.halfYear, number(tail.dropFirst()))
        default: (unit, count) = (.month, number(tail))
        }
        guard let count, (1...12 / unit.months).contains(count) else { return nil }
        self.init(unit, year, count - 1)
    }

    private init(_ unit: CalendarPeriod, _ year: Int, _ number: Int) {
        self.unit = unit
        self.year = year
        self.number = number
    }

    /// The one before; nil before the year 1.
    package var previous: AssessmentPeriod? {
        if number > 0 { return AssessmentPeriod(unit, year, number - 1) }
        return year > 1 ? AssessmentPeriod(unit, year - 1, 12 / unit.months - 1) : nil
    }

    /// The first and the last day, as days since 1970-01-01.
    package var days: ClosedRange<Int32> {
        let months = Int64(((year - 1970) * 12) + number * unit.months)
        let first = CivilDate.adding(months: months, to: 0) ?? 0
        let next = CivilDate.adding(months: months + Int64(unit.months), to: 0) ?? first + 1
        return Int32(clamping: first)...Int32(clamping: max(first, next - 1))
    }

    /// As ``init(_:)`` reads it.
    package var text: String {
        let head = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
        return switch unit {
        case .year: head
        case .halfYear: "\(head)-H\(number + 1)"
        case .quarter: "\(head)-Q\(number + 1)"
        case .month: "\(head)-\(number < 9 ? "0" : "")\(number + 1)"
        }
    }
}
