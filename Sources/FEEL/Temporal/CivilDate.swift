/// The proleptic Gregorian calendar (ISO 8601, with a year zero) for the years -999,999,999 to 999,999,999, as days since 1970-01-01.
@usableFromInline
package enum CivilDate {
    @usableFromInline
    package typealias Components = (year: Int, month: Int, day: Int)

    @inlinable package static var years: ClosedRange<Int> { -999_999_999...999_999_999 }

    /// The days that ``years`` have.
    @inlinable package static var days: ClosedRange<Int64> { -365_243_219_162...365_241_780_471 }

    /// Years are counted from a billion before the year zero, a multiple of the calendar's 400 years, so that no division meets a negative number.
    @inlinable static var yearShift: Int { 1_000_000_000 }
    /// From 1 March of the shifted year zero to 1970-01-01: 2,500,000 times 146,097 days, and 719,468 from 0000-03-01.
    @inlinable static var dayShift: Int64 { 365_243_219_468 }

    @inlinable
    package static func isLeap(_ year: Int) -> Bool { year & 3 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// The number of days of a month from 1 to 12.
    @inlinable
    package static func daysInMonth(year: Int, month: Int) -> Int {
        // Long are the odd months up to July and the even ones after it.
        month == 2 ? (isLeap(year) ? 29 : 28) : 30 | ((month ^ (month >> 3)) & 1)
    }

    /// The day's number; nil when the calendar has no such day.
    @inlinable
    package static func day(year: Int, month: Int, day: Int) -> Int64? {
        guard years.contains(year), month >= 1, month <= 12, day >= 1, day <= daysInMonth(year: year, month: month) else { return nil }
        return number(year: year, month: month, day: day)
    }

    /// The same for a day known to exist.
    @inlinable
    static func number(year: Int, month: Int, day: Int) -> Int64 {
        // The year begins in March, so that the leap day is its last.
        let early = month <= 2
        let shiftedYear = year &+ yearShift &- (early ? 1 : 0)
        let shiftedMonth = early ? month &+ 9 : month &- 3
        let leapDays = shiftedYear / 4 &- shiftedYear / 100 &+ shiftedYear / 400
        let dayOfYear = (153 &* shiftedMonth &+ 2) / 5 &+ day &- 1
        return Int64(365 &* shiftedYear &+ leapDays &+ dayOfYear) &- dayShift
    }

    /// Year, month and day of a day's number; a number outside ``days`` counts as the nearest inside (give or take a week).
    @inlinable
    package static func components(ofDay day: Int64) -> Components {
        let shifted = min(max(day, days.lowerBound - 7), days.upperBound + 7) &+ dayShift
        let quarters = 4 &* shifted &+ 3
        let century = quarters / 146_097
        let inCentury = (quarters % 146_097) | 3
        let yearOfCentury = inCentury / 1461
        let dayOfYear = (inCentury % 1461) / 4
        let shiftedMonth = (5 &* dayOfYear &+ 2) / 153
        let dayOfMonth = dayOfYear &- (153 &* shiftedMonth &+ 2) / 5 &+ 1
        let late = shiftedMonth >= 10
        let year = 100 &* century &+ yearOfCentury &+ (late ? 1 : 0)
        return (Int(year) &- yearShift, Int(late ? shiftedMonth &- 9 : shiftedMonth &+ 3), Int(dayOfMonth))
    }

    /// The day that lies `count` days later; nil when the calendar ends before.
    @inlinable
    package static func adding(days count: Int64, to day: Int64) -> Int64? {
        let (sum, overflow) = day.addingReportingOverflow(count)
        return overflow || !days.contains(sum) ? nil : sum
    }

    /// The same day of the month `count` months later, or that month's last day where it is shorter; nil when the calendar ends before.
    package static func adding(months count: Int64, to day: Int64) -> Int64? {
        let (year, month, dayOfMonth) = components(ofDay: day)
        let (total, overflow) = Int64(year * 12 + month - 1).addingReportingOverflow(count)
        guard !overflow else { return nil }
        // Floored, for years before zero.
        let newYear = Int(total >= 0 ? total / 12 : -((11 - total) / 12))
        guard years.contains(newYear) else { return nil }
        let newMonth = Int(total) - newYear * 12 + 1
        return number(year: newYear, month: newMonth, day: min(dayOfMonth, daysInMonth(year: newYear, month: newMonth)))
    }

    /// Monday is 1, Sunday 7 (ISO 8601).
    @inlinable
    package static func weekday(ofDay day: Int64) -> Int {
        // 1970-01-01 was a Thursday.
        let fromMonday = (day % 7 + 3) % 7
        return Int(fromMonday < 0 ? fromMonday + 7 : fromMonday) + 1
    }

    /// From 1 to 366.
    package static func dayOfYear(ofDay day: Int64) -> Int {
        Int(truncatingIfNeeded: day &- number(year: components(ofDay: day).year, month: 1, day: 1)) &+ 1
    }

    /// The week of the ISO 8601 week calendar, from 1 to 53: the one that the week's Thursday has in its year.
    package static func weekOfYear(ofDay day: Int64) -> Int {
        (dayOfYear(ofDay: day &- Int64(weekday(ofDay: day)) &+ 4) &- 1) / 7 + 1
    }

    /// Whole months from one day to another, as FEEL's `years and months duration(from, to)` counts them: negative when `to` is earlier.
    package static func months(from: Int64, to: Int64) -> Int64 {
        let (first, last) = (components(ofDay: from), components(ofDay: to))
        let months = Int64((last.year - first.year) * 12 + last.month - first.month)
        if months > 0, last.day < first.day { return months - 1 }
        if months < 0, last.day > first.day { return months + 1 }
        return months
    }
}
