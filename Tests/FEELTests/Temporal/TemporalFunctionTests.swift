import Diagnostics
import FEEL
import Testing

/// What expressions of dates, times and durations come to: one expression a line, and its value as FEEL writes it.
@Suite struct TemporalFunctionTests {
    private static func rows(_ text: String) -> [(String, String)] {
        text.split(separator: "\n").map { line in
            let parts = line.split(separator: "⟹").map { $0.trimmingCharacters }
            return (parts[0], parts[1])
        }
    }

    private func check(_ text: String) {
        for (expression, expected) in Self.rows(text) {
            let value = Evaluator().evaluate(expression).value
            #expect(value.description == expected, "\(expression)")
        }
    }

    @Test func conversions() {
        check(
            """
            time("06:07:08") ⟹ @"06:07:08"
            time("06:07:08.500-03:30") ⟹ @"06:07:08.5-03:30"
            time("24:00:00Z") ⟹ @"00:00:00Z"
            time("06:07:60") ⟹ null
            time("06:07:08+14:00") ⟹ @"06:07:08+14:00"
            time("06:07:08+14:01") ⟹ null
            time("06:07:08@Asia/Tokyo") ⟹ @"06:07:08@Asia/Tokyo"
            time("06:07:08@Asia/Nowhere") ⟹ null
            time(@"2020-05-06T07:08:09.25@Asia/Tokyo") ⟹ @"07:08:09.25@Asia/Tokyo"
            time(@"-0044-03-15T07:08:09") ⟹ @"07:08:09"
            time(@"2020-05-06") ⟹ @"00:00:00Z"
            time(@"07:08:09") ⟹ @"07:08:09"
            time(7, 8, 9) ⟹ @"07:08:09"
            time(7, 8, 9.125) ⟹ @"07:08:09.125"
            time(7, 8, 59.9999999999) ⟹ null
            time(7, 8, 9, null) ⟹ @"07:08:09"
            time(7, 8, 9, @"-PT9H30M") ⟹ @"07:08:09-09:30"
            time(7, 8, 9, @"PT14H1S") ⟹ null
            time(7, 8, 9, @"PT0.5S") ⟹ null
            time(7, 8, 9, @"P1M") ⟹ null
            time(24, 0, 0) ⟹ null
            time(7.5, 8, 9) ⟹ null
            time(7, 60, 9) ⟹ null
            time(second: 1, hour: 2, minute: 3) ⟹ @"02:03:01"
            time(1e30, 0, 0) ⟹ null
            date and time("2020-05-06") ⟹ @"2020-05-06T00:00:00"
            date and time("2020-05-06T24:00:00") ⟹ @"2020-05-07T00:00:00"
            date and time("2020-05-06T07:08:09.000000001+05:30") ⟹ @"2020-05-06T07:08:09.000000001+05:30"
            date and time("123456-05-06T07:08:09") ⟹ @"123456-05-06T07:08:09"
            date and time("0123456-05-06T07:08:09") ⟹ null
            date and time("+2020-05-06T07:08:09") ⟹ null
            date and time("2020-05-06T07:08:09@Asia/Nowhere") ⟹ null
            date and time(@"2020-05-06") ⟹ @"2020-05-06T00:00:00Z"
            date and time(@"2020-05-06T07:08:09") ⟹ @"2020-05-06T07:08:09"
            date and time(@"2020-05-06", @"07:08:09.5+01:00") ⟹ @"2020-05-06T07:08:09.5+01:00"
            date and time(@"2020-05-06T23:00:00-05:00", @"07:08:09") ⟹ @"2020-05-06T07:08:09"
            date and time(time: @"07:08:09@Asia/Tokyo", date: @"2020-05-06") ⟹ @"2020-05-06T07:08:09@Asia/Tokyo"
            date and time(@"2020-05-06", null) ⟹ null
            date(@"2020-05-06T23:00:00-05:00") ⟹ @"2020-05-06"
            date("999999999-12-31") ⟹ @"999999999-12-31"
            date("1000000000-01-01") ⟹ null
            date(-999999999, 1, 1) ⟹ @"-999999999-01-01"
            date(2023, 2, 29) ⟹ null
            duration("-P3DT4H5M6.700S") ⟹ @"-P3DT4H5M6.7S"
            duration("P14M") ⟹ @"P1Y2M"
            duration("P1Y1D") ⟹ null
            years and months duration(@"2020-02-29", @"2021-02-28") ⟹ @"P11M"
            years and months duration(@"2021-02-28", @"2020-02-29") ⟹ @"-P11M"
            years and months duration(@"2020-05-06T23:59:59", @"2022-07-06") ⟹ @"P2Y2M"
            """)
    }

    @Test func calendar() {
        check(
            """
            day of year(@"2024-12-31") ⟹ 366
            day of year(@"2023-03-01T23:59:59-05:00") ⟹ 60
            day of week(@"2024-02-29") ⟹ "Thursday"
            day of week(@"-0001-01-01") ⟹ "Friday"
            month of year(date: @"2024-02-29T00:00:00") ⟹ "February"
            week of year(@"2021-01-03") ⟹ 53
            week of year(@"2018-12-31") ⟹ 1
            week of year(@"2020-12-31") ⟹ 53
            day of year("2024-12-31") ⟹ null
            @"2024-02-29".weekday ⟹ 4
            @"-0044-03-15T01:02:03.25+05:30".second ⟹ 3.25
            @"-0044-03-15T01:02:03+05:30".year ⟹ -44
            @"2024-02-29T01:02:03-05:30".time offset ⟹ @"-PT5H30M"
            @"2024-02-29T01:02:03-05:30".timezone ⟹ null
            @"2024-02-29T01:02:03".time offset ⟹ null
            @"2024-07-01T01:02:03@Europe/Rome".time offset ⟹ @"PT2H"
            @"2024-01-01T01:02:03@Europe/Rome".time offset ⟹ @"PT1H"
            @"01:02:03@Asia/Kathmandu".time offset ⟹ @"PT5H45M"
            @"01:02:03@Asia/Kathmandu".timezone ⟹ "Asia/Kathmandu"
            @"-P1DT2H3M4.5S".seconds ⟹ -4.5
            @"-P14M".months ⟹ -2
            """)
    }

    @Test func arithmetic() {
        check(
            """
            @"2024-01-31" + @"P1M" ⟹ @"2024-02-29"
            @"2024-02-29" - @"P1Y" ⟹ @"2023-02-28"
            @"2024-03-01" + @"-PT1S" ⟹ @"2024-02-29"
            @"PT36H" + @"2024-02-28" ⟹ @"2024-02-29"
            @"999999999-12-31" + @"P1D" ⟹ null
            @"-999999999-01-01" - @"P1M" ⟹ null
            @"999999999-12-31T23:59:59" + @"PT1S" ⟹ null
            @"23:30:00+01:00" + @"PT1H" ⟹ @"00:30:00+01:00"
            @"00:30:00" - @"P1DT1H" ⟹ @"23:30:00"
            @"01:00:00+02:00" - @"01:00:00Z" ⟹ @"-PT2H"
            @"01:00:00" - @"01:00:00Z" ⟹ null
            @"2024-01-02T00:00:00" - @"2024-01-01T12:00:00.5" ⟹ @"PT11H59M59.5S"
            @"2024-01-02" - @"2024-01-01T12:00:00+01:00" ⟹ @"PT13H"
            @"2024-01-02" - @"2024-01-01T12:00:00" ⟹ null
            @"999999999-12-31" - @"-999999999-01-01" ⟹ @"P730484999633D"
            @"2024-03-30T12:00:00@Europe/Rome" + @"P1D" ⟹ @"2024-03-31T13:00:00@Europe/Rome"
            @"2024-02-29T12:00:00@Europe/Rome" + @"P6M" ⟹ @"2024-08-29T12:00:00@Europe/Rome"
            @"2024-10-28T00:00:00@Europe/Rome" - @"2024-10-27T00:00:00@Europe/Rome" ⟹ @"P1DT1H"
            @"2024-06-01T00:00:00@Asia/Tokyo" - @"2024-06-01T00:00:00@Europe/Rome" ⟹ @"-PT7H"
            @"PT1H" * 0.3333333333 ⟹ @"PT19M59.99999988S"
            -0.5 * @"P5M" ⟹ @"-P2M"
            @"P1D" / 7 ⟹ @"PT3H25M42.857142857S"
            @"P1D" / @"PT9H" ⟹ 2.666666666666666666666666666666667
            @"P1Y" / @"P0M" ⟹ null
            @"P1D" / 0 ⟹ null
            @"P1D" * 1e30 ⟹ null
            @"P1Y" + @"P1D" ⟹ null
            @"P1D" * @"P1D" ⟹ null
            -@"-PT0.25S" ⟹ @"PT0.25S"
            -@"2024-01-01" ⟹ null
            """)
    }

    @Test func comparison() {
        check(
            """
            @"2024-01-01T00:00:00Z" = @"2024-01-01T08:00:00+08:00" ⟹ true
            @"2024-01-01T00:00:00.75Z" = @"2024-01-01T00:00:00Z" ⟹ true
            @"10:00:00.75" <= @"10:00:00" ⟹ true
            @"10:00:00.75" > @"10:00:00" ⟹ false
            @"PT0.75S" = @"PT0.5S" ⟹ false
            @"2024-01-01T00:00:00" = @"2024-01-01T00:00:00+08:00" ⟹ true
            @"2024-01-01T00:00:01" > @"2024-01-01T00:00:00-12:00" ⟹ true
            @"2024-07-01T02:00:00@Europe/Rome" = @"2024-07-01T00:00:00Z" ⟹ true
            @"2024-07-01T02:00:00@Europe/Rome" < @"2024-07-01T02:00:00@America/Lima" ⟹ true
            @"2024-01-01" = @"2024-01-01T00:00:00Z" ⟹ null
            @"10:00:00" = @"2024-01-01T10:00:00" ⟹ null
            @"P1Y" = @"P365D" ⟹ null
            @"P1Y" < @"P400D" ⟹ null
            @"PT24H" = @"P1D" ⟹ true
            @"2024-01-01T10:00:00+08:00" in [@"2024-01-01T00:00:00Z"..@"2024-01-01T03:00:00Z"] ⟹ true
            """)
    }

    @Test func identity() {
        check(
            """
            is(@"10:00:00Z", @"10:00:00-00:00") ⟹ true
            is(@"10:00:00Z", @"11:00:00+01:00") ⟹ false
            is(@"10:00:00.5", @"10:00:00") ⟹ false
            is(@"2024-01-01T10:00:00.50", @"2024-01-01T10:00:00.5") ⟹ true
            is(@"2024-01-01T10:00:00@Etc/UTC", @"2024-01-01T10:00:00Z") ⟹ false
            is(@"2024-01-01", @"2024-01-01T00:00:00Z") ⟹ false
            is(@"P1Y", @"P12M") ⟹ true
            is(1.0, 1) ⟹ true
            is(1, "1") ⟹ false
            is(null, null) ⟹ true
            is(null, false) ⟹ false
            is([1, @"10:00:00"], [1.00, @"10:00:00"]) ⟹ true
            is([@"10:00:00Z"], [@"11:00:00+01:00"]) ⟹ false
            is({a: 1, b: [2]}, {b: [2], a: 1}) ⟹ true
            is({a: 1}, {a: 1, b: null}) ⟹ false
            is([1..2], [1..2]) ⟹ true
            is([1..2], (1..2]) ⟹ false
            is(value2: null) ⟹ true
            """)
    }

    @Test func theClockIsTheHosts() {
        let evaluator = Evaluator(now: Instant(seconds: -1, nanoseconds: 250_000_000))
        #expect(evaluator.evaluate("now()").value.description == "@\"1969-12-31T23:59:59.25Z\"")
        #expect(evaluator.evaluate("today()").value.description == "@\"1969-12-31\"")
        let without = Evaluator().evaluate("[now(), today()]")
        #expect(without.value == .list([.null, .null]))
        #expect(without.diagnostics.map(\.code) == ["null-no-clock", "null-no-clock"])
        #expect(Evaluator(now: Instant(seconds: .max)).evaluate("now()").value == .null)
    }

    @Test(arguments: [
        Datum.dateTime(seconds: .min, nanoseconds: 0, zone: .offset(seconds: 3600)), .dateTime(seconds: 0, nanoseconds: .max, zone: .local),
        .dateTime(seconds: 0, nanoseconds: 0, zone: .offset(seconds: .min)), .time(nanoseconds: -1, zone: .local),
        .time(nanoseconds: .max, zone: .named("Asia/Tokyo")), .time(nanoseconds: 0, zone: .named("Asia/Nowhere")), .date(days: .max),
        .daysTimeDuration(seconds: 0, nanoseconds: .max),
    ])
    func whatAHostGivesAndNoClockShowsIsNull(datum: Datum) {
        #expect(Evaluator().evaluate("[a, a - a, a + @\"P1D\"]", context: [.init(name: "a", value: datum)]).value == .list([.null, .null, .null]))
    }

    @Test func aMissingZoneIsTheReason() {
        let result = Evaluator().evaluate("date and time(\"2024-01-01T10:00:00@Asia/Nowhere\")")
        #expect(result.diagnostics.map(\.code) == ["null-no-zone"])
        #expect(result.diagnostics.first?.message.en.contains("Asia/Nowhere") == true)
        let literal = Evaluator().evaluate("@\"10:00:00@Asia/Nowhere\"")
        #expect(literal.diagnostics.map(\.code) == ["not-a-date-or-duration"])
        #expect(literal.diagnostics.first?.message.en.contains("no `Asia/Nowhere`") == true)
        let malformed = Evaluator().evaluate("time(\"1:00:00@Asia/Nowhere\")")
        #expect(malformed.diagnostics.map(\.code) == ["null-argument"])
    }
}

extension Substring {
    fileprivate var trimmingCharacters: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
