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
        "1970-01-01", "2024-02-29", "0000-01-01", "0001-12-31", "9999-12-31", "-0001-01-01", "-0476-09-04", "10000-01-01", "123456789-10-11",
        "-999999999-01-01",
    ])
    func datesStayAsWritten(text: String) throws {
        let day = try #require(Texts.date(text))
        #expect(Texts.written { CivilDate.appendText(day: day, to: &$0) } == text)
    }

    @Test(arguments: [
        "", "2023-02-30", "2023-02-29", "1900-02-29", "2023-13-01", "2023-00-10", "2023-01-00", "2023-04-31", "02024-02-29", "476-09-04",
        "+12024-02-29",
        "2024202420-02-29", "1000000000-01-01", "-0000-01-01", "2024-02-29T", "2024/02/29", "2024-02-2", "2024-2-29", "2023-01-01Z", " 2023-01-01",
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

    @Test func theLastMidnightIsOutside() {
        #expect(Texts.date("999999999-12-31") == CivilDate.days.upperBound)
        #expect(Texts.dateTime("999999999-12-30T24:00:00") == "999999999-12-31T00:00:00")
        #expect(Texts.dateTime("999999999-12-31T24:00:00") == nil)
    }

    @Test func onlyFourDigitYearsTakeTenBytes() {
        var bytes = [UInt8](repeating: 7, count: 10)
        for text in ["-0001-12-31", "10000-01-01", "123456789-10-11"] {
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
        ("00:00:01", "00:00:01"), ("23:59:59.999999999", "23:59:59.999999999"), ("08:30:45.120", "08:30:45.12"), ("08:30:45.0", "08:30:45"),
        ("24:00:00", "00:00:00"), ("24:00:00.000+08:00", "00:00:00+08:00"), ("08:30:45-00:00", "08:30:45Z"), ("08:30:45+08:05", "08:30:45+08:05"),
        ("08:30:45-08:05:43", "08:30:45-08:05:43"), ("08:30:45+14:00", "08:30:45+14:00"), ("08:30:45@Asia/Shanghai", "08:30:45@Asia/Shanghai"),
        ("08:30:45@Etc/GMT+5", "08:30:45@Etc/GMT+5"), ("08:30:45.9876543219", "08:30:45.987654321"),
    ])
    func readsTimes(text: String, written: String) {
        #expect(Texts.time(text) == written)
    }

    @Test(arguments: [
        "", "8:30:45", "08:3:45", "08:30", "08:30:60", "08:60:45", "24:00:03", "24:00:00.1", "26:00:00", "08:30:75", "08:30:45-14:30",
        "08:30:45+14:01", "08:30:45+14:00:01", "08:30:45+18:00", "08:30:45@Asia/Nowhere", "08:30:45@../Asia/Shanghai",
        "08:30:45+8:00", "08:30:45+08", "08:30:45+08:60", "08:30:45+08:00@Asia/Shanghai", "08:30:45@", "08:30:45@/Shanghai", "08:30:45@Asia/",
        "08:30:45@Asia//Shanghai",
        "08:30:45@+08:00", "08:30:45@Asia Shanghai", "08:30:45.", "08:30:45,5", "08:30:45z", "08:30:45ZZ", "-08:30:45",
    ])
    func rejectsWhatIsNoTime(text: String) {
        #expect(Texts.time(text) == nil)
    }

    @Test func timesHaveParts() throws {
        let time = try #require(Texts.read("13:04:05.000000007@Asia/Shanghai") { TimeOfDay(parsing: $0) })
        #expect([time.hour, time.minute, time.second, Int(time.nanosecond)] == [13, 4, 5, 7])
        #expect(time.zone == Zone.named("Asia/Shanghai") && time.zone.name == "Asia/Shanghai")
        #expect(TimeOfDay(nanoseconds: -1) == nil && TimeOfDay(nanoseconds: TimeOfDay.nanosecondsPerDay) == nil)
    }

    @Test(arguments: [
        ("2024-02-29T08:30:45", "2024-02-29T08:30:45"), ("2024-02-28T24:00:00", "2024-02-29T00:00:00"),
        ("2023-12-31T24:00:00Z", "2024-01-01T00:00:00Z"),
        ("-999999999-01-01T00:00:00.000000001+08:00", "-999999999-01-01T00:00:00.000000001+08:00"),
        ("12024-02-29T08:30:45@Asia/Shanghai", "12024-02-29T08:30:45@Asia/Shanghai"),
    ])
    func readsDatesAndTimes(text: String, written: String) {
        #expect(Texts.dateTime(text) == written)
    }

    @Test(arguments: [
        "", "2024-02-29", "08:30:45", "2024-02-2908:30:45", "2024-02-29T08:30:45+08:00@Asia/Shanghai", "2023-02-29T08:30:45", "476-09-04T08:30:45",
        "2024-02-29T24:00:03",
        "2024-02-29T26:00:00", "2024-02-29T8:30", "2024-02-29 08:30:45", "2024-02-29t08:30:45", "999999999-12-31T24:00:00",
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
        func seconds(_ zone: String) throws -> Int64? {
            try #require(Texts.read("1970-01-02T00:00:00.0" + zone) { DateTime(parsing: $0) }).utcSeconds
        }
        #expect(try seconds("Z") == 86_400)
        #expect(try seconds("+01:00") == 82_800)
        #expect(try seconds("@Asia/Shanghai") == 57_600)
        #expect(try seconds("") == nil)
    }
}
