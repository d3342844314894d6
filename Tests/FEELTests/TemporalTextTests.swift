import FEEL
import Testing
import _TestSupport

/// From texts to values and back, for tests.
enum Texts {
    static func read<T>(_ text: String, _ parse: (UnsafeBufferPointer<UInt8>) -> T?) -> T? { Array(text.utf8).withUnsafeBufferPointer(parse) }

    static func date(_ text: String) -> Int64? { read(text, CivilDate.parse) }

    static func written(_ append: (inout [UInt8]) -> Void) -> String {
        var bytes: [UInt8] = []
        append(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func time(_ text: String) -> String? { read(text, { TimeOfDay(parsing: $0) }).map { time in written { time.appendText(to: &$0) } } }

    static func dateTime(_ text: String) -> String? { read(text, { DateTime(parsing: $0) }).map { value in written { value.appendText(to: &$0) } } }

    static func daysTime(_ text: String) -> String? {
        read(text, { DaysTimeDuration(parsing: $0) }).map { value in written { value.appendText(to: &$0) } }
    }

    static func yearsMonths(_ text: String) -> String? {
        read(text, YearsMonthsDuration.parse).map { months in written { YearsMonthsDuration.appendText(months: months, to: &$0) } }
    }
}

@Suite struct TemporalTextTests {
    @Test(arguments: [
        "1970-01-01", "2024-02-29", "0000-01-01", "0001-12-31", "9999-12-31", "-0001-01-01", "-2017-12-31", "10000-01-01", "999999999-12-31",
        "-999999999-01-01",
    ])
    func datesStayAsWritten(text: String) throws {
        let day = try #require(Texts.date(text))
        #expect(Texts.written { CivilDate.appendText(day: day, to: &$0) } == text)
    }

    @Test(arguments: [
        "", "2023-02-30", "2023-02-29", "1900-02-29", "2023-13-01", "2023-00-10", "2023-01-00", "2023-04-31", "01211-12-31", "998-12-31",
        "+99999-12-01",
        "9999999999-12-25", "1000000000-01-01", "-0000-01-01", "2012-12-25T", "2012/12/25", "2012-12-2", "2012-1-25", "2023-01-01Z", " 2023-01-01",
        "2023-01-011",
        "-023-01-01", "20２3-01-01", "2023-0١-01",
    ])
    func rejectsWhatIsNoDate(text: String) {
        #expect(Texts.date(text) == nil)
    }

    /// The short way for ten bytes says what reading them digit by digit says, whatever the bytes.
    @Test func tenBytesAreReadAlike() {
        let seed: UInt64 = 5
        var random = SeededGenerator(seed: seed)
        var valid = 0
        for round in 0..<20_000 {
            var bytes = Array("2024-02-29".utf8)
            let year = Int.random(in: 0...9999, using: &random)
            let date = [
                year / 1000, year / 100 % 10, year / 10 % 10, year % 10, -1, Int.random(in: 0...1, using: &random),
                Int.random(in: 0...9, using: &random), -1,
            ]
            for (index, digit) in date.enumerated() where digit >= 0 { bytes[index] = UInt8(48 + digit) }
            bytes[8] = UInt8(48 + Int.random(in: 0...3, using: &random))
            bytes[9] = UInt8(48 + Int.random(in: 0...9, using: &random))
            if round % 3 == 0 { bytes[Int.random(in: 0..<10, using: &random)] = UInt8.random(in: 0...255, using: &random) }
            let fast = bytes.withUnsafeBufferPointer { $0.baseAddress.map { CivilDate.parse10($0) } }
            let whole = bytes.withUnsafeBufferPointer { text in Self.slowly(text) }
            #expect(fast == whole ?? CivilDate.invalid10, "seed \(seed): \(bytes)")
            guard let whole else { continue }
            valid += 1
            var written = [UInt8](repeating: 0, count: 10)
            let fits = written.withUnsafeMutableBufferPointer { $0.baseAddress.map { CivilDate.write10(day: Int64(whole), to: $0) } }
            #expect(fits == true && written == bytes, "seed \(seed): \(bytes)")
        }
        #expect(valid > 5000)
    }

    private static func slowly(_ text: UnsafeBufferPointer<UInt8>) -> Int32? {
        func number(_ range: Range<Int>) -> Int? {
            range.reduce(Optional(0)) { sum, index in (48...57).contains(text[index]) ? sum.map { $0 * 10 + Int(text[index]) - 48 } : nil }
        }
        guard text[4] == 45, text[7] == 45, let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        return CivilDate.day(year: year, month: month, day: day).map { Int32($0) }
    }

    @Test func onlyFourDigitYearsTakeTenBytes() {
        var bytes = [UInt8](repeating: 7, count: 10)
        for text in ["-0001-12-31", "10000-01-01", "999999999-12-31"] {
            let day = Texts.date(text) ?? 0
            #expect(bytes.withUnsafeMutableBufferPointer { $0.baseAddress.map { CivilDate.write10(day: day, to: $0) } } == false)
        }
        #expect(bytes == [UInt8](repeating: 7, count: 10))
    }

    @Test func randomDaysComeBack() {
        let seed: UInt64 = 9
        var random = SeededGenerator(seed: seed)
        for _ in 0..<5000 {
            let day = Int64.random(in: CivilDate.days, using: &random) >> Int64.random(in: 0...20, using: &random)
            let text = Texts.written { CivilDate.appendText(day: day, to: &$0) }
            #expect(Texts.date(text) == day, "seed \(seed): \(text)")
        }
    }

    @Test(arguments: [
        ("00:00:00", "00:00:00"), ("23:59:59.999999999", "23:59:59.999999999"), ("11:22:33.120", "11:22:33.12"), ("11:22:33.0", "11:22:33"),
        ("24:00:00", "00:00:00"), ("24:00:00.000Z", "00:00:00Z"), ("11:22:33-00:00", "11:22:33Z"), ("11:22:33+08:00", "11:22:33+08:00"),
        ("11:59:45-02:45:55", "11:59:45-02:45:55"), ("11:59:45+18:00", "11:59:45+18:00"), ("00:01:00@Europe/Paris", "00:01:00@Europe/Paris"),
        ("00:01:00@Etc/GMT+5", "00:01:00@Etc/GMT+5"), ("11:22:33.1234567899", "11:22:33.123456789"),
    ])
    func readsTimes(text: String, written: String) {
        #expect(Texts.time(text) == written)
    }

    @Test(arguments: [
        "", "7:00:00", "07:1:00", "07:20", "23:59:60", "23:60:00", "24:00:01", "24:00:00.1", "25:00:00", "00:00:61", "13:20:00-19:00",
        "13:20:00+18:01", "13:20:00+18:00:01",
        "13:20:00+5:00", "13:20:00+05", "13:20:00+05:60", "13:20:00+02:00@Europe/Paris", "13:20:00@", "13:20:00@/Paris", "13:20:00@Europe/",
        "13:20:00@Europe//Paris",
        "13:20:00@+02:00", "13:20:00@Europe Paris", "13:20:00.", "13:20:00,5", "13:20:00z", "13:20:00ZZ", "-13:20:00",
    ])
    func rejectsWhatIsNoTime(text: String) {
        #expect(Texts.time(text) == nil)
    }

    @Test func timesHaveParts() throws {
        let time = try #require(Texts.read("13:04:05.000000007@Asia/Shanghai") { TimeOfDay(parsing: $0) })
        #expect([time.hour, time.minute, time.second, Int(time.nanosecond)] == [13, 4, 5, 7])
        #expect(time.zone == .zone("Asia/Shanghai"))
        #expect(TimeOfDay(nanoseconds: -1) == nil && TimeOfDay(nanoseconds: TimeOfDay.nanosecondsPerDay) == nil)
    }

    @Test(arguments: [
        ("2017-12-31T11:22:33", "2017-12-31T11:22:33"), ("2021-01-01T24:00:00", "2021-01-02T00:00:00"),
        ("2021-12-31T24:00:00Z", "2022-01-01T00:00:00Z"),
        ("-999999999-12-31T23:59:59.999999999+02:00", "-999999999-12-31T23:59:59.999999999+02:00"),
        ("99999-12-31T11:22:33@Europe/Paris", "99999-12-31T11:22:33@Europe/Paris"),
    ])
    func readsDatesAndTimes(text: String, written: String) {
        #expect(Texts.dateTime(text) == written)
    }

    @Test(arguments: [
        "", "2012-12-24", "11:00:00", "2011-12-0310:15:30", "2011-12-03T10:15:30+01:00@Europe/Paris", "2017-13-32T11:22:33", "998-12-31T11:22:33",
        "2017-12-31T24:00:01",
        "2017-12-31T25:00:00", "2017-12-31T7:20", "2017-12-31 11:22:33", "2017-12-31t11:22:33", "999999999-12-31T24:00:00",
    ])
    func rejectsWhatIsNoDateAndTime(text: String) {
        #expect(Texts.dateTime(text) == nil)
    }

    @Test(arguments: ["1969-12-31T23:59:59.5Z", "1970-01-01T00:00:00+08:00", "2024-02-29T12:00:00-11:30", "-0001-03-01T00:00:01Z"])
    func clocksAndSecondsAgree(text: String) throws {
        let value = try #require(Texts.read(text) { DateTime(parsing: $0) })
        let back = DateTime(localSeconds: value.localSeconds, nanoseconds: value.time.nanosecond, zone: value.time.zone)
        #expect(back == value)
    }

    @Test func instantsNeedAZone() throws {
        struct Shanghai: TimeZoneRules {
            func offset(zone: String, atLocalSeconds: Int64) -> Int32? { zone == "Asia/Shanghai" ? 28_800 : nil }
            func offset(zone: String, atUTCSeconds: Int64) -> Int32? { zone == "Asia/Shanghai" ? 28_800 : nil }
        }
        func seconds(_ zone: String) throws -> Int64? {
            try #require(Texts.read("1970-01-02T00:00:00" + zone) { DateTime(parsing: $0) }).utcSeconds(rules: Shanghai())
        }
        #expect(try seconds("Z") == 86_400)
        #expect(try seconds("+01:00") == 82_800)
        #expect(try seconds("@Asia/Shanghai") == 57_600)
        #expect(try seconds("@Asia/Nowhere") == nil)
        #expect(try seconds("") == nil)
    }
}
