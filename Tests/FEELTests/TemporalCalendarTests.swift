import FEEL
import Testing
import _TestSupport

@Suite struct TemporalCalendarTests {
    /// Day by day, from month lengths alone.
    @Test func agreesWithAWalkThroughTheYears() {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var number: Int64 = -865_625
        var weekday = 6
        var faults: [String] = []
        var daysSeen = 0
        for year in -400...2400 {
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            var dayOfYear = 0
            for month in 1...12 {
                let length = lengths[month - 1] + (leap && month == 2 ? 1 : 0)
                for day in 1...length {
                    dayOfYear += 1
                    daysSeen += 1
                    let back = CivilDate.components(ofDay: number)
                    let right =
                        CivilDate.day(year: year, month: month, day: day) == number && back == (year, month, day)
                        && CivilDate.weekday(ofDay: number) == weekday
                    if !right { faults.append("\(year)-\(month)-\(day)") }
                    if day == length, CivilDate.dayOfYear(ofDay: number) != dayOfYear { faults.append("day of \(year)-\(month)-\(day)") }
                    number += 1
                    weekday = weekday % 7 + 1
                }
                if CivilDate.day(year: year, month: month, day: length + 1) != nil { faults.append("\(year)-\(month) is longer") }
            }
        }
        #expect(faults.isEmpty, "\(faults.prefix(5))")
        #expect(daysSeen == 2801 * 365 + 680)
        #expect(CivilDate.day(year: 1970, month: 1, day: 1) == 0 && CivilDate.weekday(ofDay: 0) == 4)
    }

    @Test func theCalendarEnds() {
        let (first, last) = (CivilDate.days.lowerBound, CivilDate.days.upperBound)
        #expect(CivilDate.components(ofDay: first) == (-999_999_999, 1, 1) && CivilDate.components(ofDay: last) == (999_999_999, 12, 31))
        #expect(CivilDate.day(year: -999_999_999, month: 1, day: 1) == first && CivilDate.day(year: 999_999_999, month: 12, day: 31) == last)
        #expect(CivilDate.day(year: 1_000_000_000, month: 1, day: 1) == nil && CivilDate.day(year: 2024, month: 13, day: 1) == nil)
        #expect(CivilDate.day(year: 2024, month: 0, day: 1) == nil && CivilDate.day(year: 2024, month: 1, day: 0) == nil)
        #expect(
            CivilDate.adding(days: 1, to: last) == nil && CivilDate.adding(days: .min, to: first) == nil
                && CivilDate.adding(days: -1, to: last) == last - 1)
        #expect(CivilDate.adding(months: 1, to: last) == nil && CivilDate.adding(months: -1, to: first) == nil)
        #expect(CivilDate.adding(months: .max, to: 0) == nil && CivilDate.adding(months: .min, to: 0) == nil)
        #expect(CivilDate.weekOfYear(ofDay: first) >= 1 && CivilDate.weekOfYear(ofDay: last) >= 1)
        // A number that no date has is answered somehow, not by a trap.
        #expect(CivilDate.components(ofDay: .max).year == 1_000_000_000 && CivilDate.components(ofDay: .min).year == -1_000_000_000)
        #expect(CivilDate.weekOfYear(ofDay: .min) != 99 && CivilDate.weekday(ofDay: .min) <= 7)
    }

    @Test(arguments: [
        ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
        ("2024-03-31", -1, "2024-02-29"), ("2024-01-15", -1, "2023-12-15"), ("0000-01-31", -1, "-0001-12-31"), ("-0001-12-31", 14, "0001-02-28"),
        ("2024-12-31", 0, "2024-12-31"), ("2024-10-31", -120, "2014-10-31"),
    ])
    func addsMonths(from: String, months: Int, to: String) throws {
        let day = try #require(Texts.date(from))
        let expected = try #require(Texts.date(to))
        #expect(CivilDate.adding(months: Int64(months), to: day) == expected)
    }

    @Test(arguments: [
        ("2019-10-31", "2025-06-12", 67), ("2024-05-06", "2023-05-06", -12), ("2023-05-06", "2024-05-06", 12), ("2014-12-31", "2016-12-31", 24),
        ("2023-02-28", "2025-07-23", 28), ("2024-02-29", "2025-02-28", 11), ("2024-01-31", "2024-02-29", 0), ("2024-02-01", "2024-01-31", 0),
        ("2024-03-01", "2024-01-31", -1), ("0001-01-01", "-0001-12-31", -12),
    ])
    func countsMonths(from: String, to: String, months: Int) throws {
        let (first, last) = (try #require(Texts.date(from)), try #require(Texts.date(to)))
        #expect(CivilDate.months(from: first, to: last) == Int64(months))
    }

    /// As ISO 8601's examples and the rule "a year has 53 weeks when it begins on a Thursday, or on a Wednesday and is leap" have it.
    @Test func countsWeeks() throws {
        for (text, week) in [("2014-12-29", 1), ("2015-01-01", 1), ("2005-01-01", 53), ("2005-01-02", 53), ("2008-12-29", 1), ("2010-01-03", 53)] {
            #expect(CivilDate.weekOfYear(ofDay: try #require(Texts.date(text))) == week, "\(text)")
        }
        for year in 1900...2400 {
            let newYear = try #require(CivilDate.day(year: year, month: 1, day: 1))
            let weekday = CivilDate.weekday(ofDay: newYear)
            let long = weekday == 4 || (weekday == 3 && CivilDate.isLeap(year))
            let december28 = try #require(CivilDate.day(year: year, month: 12, day: 28))
            #expect(CivilDate.weekOfYear(ofDay: december28) == (long ? 53 : 52), "\(year)")
            #expect(CivilDate.weekOfYear(ofDay: newYear + 3) == 1, "\(year)")
        }
    }

    /// Adding months goes to the month meant and never past the day; counting them back gives what was added, unless the end of the month cut it.
    @Test func monthsAddedAreMonthsCounted() throws {
        let seed: UInt64 = 3
        var random = SeededGenerator(seed: seed)
        for _ in 0..<5000 {
            let day = Int64.random(in: -4_000_000...4_000_000, using: &random)
            let months = Int64.random(in: -5000...5000, using: &random)
            let later = try #require(CivilDate.adding(months: months, to: day))
            let (a, b) = (CivilDate.components(ofDay: day), CivilDate.components(ofDay: later))
            #expect((b.year - a.year) * 12 + b.month - a.month == Int(months), "seed \(seed): \(day) + \(months)")
            #expect(b.day == min(a.day, CivilDate.daysInMonth(year: b.year, month: b.month)), "seed \(seed): \(day) + \(months)")
            let counted = CivilDate.months(from: day, to: later)
            #expect(counted == months || (b.day < a.day && counted == months - 1), "seed \(seed): \(day) + \(months)")
        }
    }
}
