import Testing

@testable import FEEL

/// Zones: files, rules, and what clocks show around a change.
@Suite struct ZoneTests {
    /// Seconds since 1970-01-01T00:00:00 of a local date and time.
    private func seconds(_ text: String) throws -> Int64 {
        var text = text
        return try #require(text.withUTF8 { DateTime(parsing: $0) }).localSeconds
    }

    private func rule(_ text: String) throws -> ZoneRule { try #require(ZoneRule(parsing: text.utf8)) }

    // MARK: Rules

    @Test func readsRules() throws {
        #expect(try rule("CST-8") == ZoneRule(standard: 28_800, summer: nil))
        #expect(try rule("<+0545>-5:45").standard == 20_700)
        let rule = try rule("<-02>2<-01>,M3.5.0/-1,J60/26:30")
        #expect(rule.standard == -7200 && rule.summer?.offset == -3600)
        #expect(rule.summer?.start == ZoneRule.Change(day: .weekday(month: 3, week: 5, weekday: 0), seconds: -3600))
        #expect(rule.summer?.end == ZoneRule.Change(day: .julian(60), seconds: 95_400))
    }

    @Test(arguments: [
        "", "CST", "C-8", "CST-25", "CST-8CDT", "CST-8CDT,M3.5.0", "CST-8CDT,M13.1.0,M10.1.0", "CST-8CDT,M3.0.0,M10.1.0", "CST-8CDT,M3.1.7,M10.1.0",
        "CST-8CDT,J0,J60", "CST-8CDT,366,1", "CST-8CDT,M3.1.0,M10.1.0/200", "CST-8,", "<CST-8", "CST-8:60", "CST-8CDT,M3.1.0,M10.1.0x",
    ])
    func rejectsWhatIsNoRule(text: String) {
        #expect(ZoneRule(parsing: text.utf8) == nil)
    }

    @Test func daysOfRules() throws {
        func day(_ day: ZoneRule.Change.Day, _ year: Int) -> Int64 {
            ZoneRule.Change(day: day, seconds: 0).localSeconds(inYear: year) / 86_400
        }
        #expect(day(.weekday(month: 2, week: 5, weekday: 4), 2024) == CivilDate.day(year: 2024, month: 2, day: 29))
        #expect(day(.weekday(month: 9, week: 1, weekday: 0), 2024) == CivilDate.day(year: 2024, month: 9, day: 1))
        #expect(day(.weekday(month: 9, week: 2, weekday: 6), 2024) == CivilDate.day(year: 2024, month: 9, day: 14))
        #expect(day(.julian(60), 2024) == CivilDate.day(year: 2024, month: 3, day: 1))
        #expect(day(.julian(60), 2023) == CivilDate.day(year: 2023, month: 3, day: 1))
        #expect(day(.julian(59), 2024) == CivilDate.day(year: 2024, month: 2, day: 28))
        #expect(day(.dayOfYear(59), 2024) == CivilDate.day(year: 2024, month: 2, day: 29))
    }

    @Test func summersNorthAndSouth() throws {
        let north = try rule("EET-2EEST,M3.4.6/1,M10.4.6/1:30")
        #expect(north.offset(atUTCSeconds: try seconds("2031-01-15T00:00:00")) == 7200)
        #expect(north.offset(atUTCSeconds: try seconds("2031-07-15T00:00:00")) == 10_800)
        let south = try rule("<+03>-3<+04>,M9.1.0,M4.1.0")
        #expect(south.offset(atUTCSeconds: try seconds("2031-01-15T00:00:00")) == 14_400)
        #expect(south.offset(atUTCSeconds: try seconds("2031-07-15T00:00:00")) == 10_800)
        #expect(south.offset(atUTCSeconds: try seconds("2031-12-31T23:59:59")) == 14_400)
        // Summer all the year.
        let always = try rule("XXX3YYY2,0/0,J365/25")
        #expect(always.offset(atUTCSeconds: try seconds("2031-01-01T03:00:00")) == -7200)
        #expect(always.offset(atUTCSeconds: try seconds("2031-12-31T23:00:00")) == -7200)
    }

    @Test func gapsAndRepetitionsOfRules() throws {
        // Forward at 1:00 of 29 March 2031, back at 4:00 of 25 October.
        let rule = try rule("AAA-2BBB,M3.5.6/1,M10.4.6/4")
        func offset(_ text: String) throws -> Int32 { rule.offset(atLocalSeconds: try seconds(text)) }
        #expect(try offset("2031-03-29T00:59:59") == 7200)
        #expect(try offset("2031-03-29T01:30:00") == 7200)
        #expect(try offset("2031-03-29T02:00:00") == 10_800)
        #expect(try offset("2031-10-25T02:59:59") == 10_800)
        #expect(try offset("2031-10-25T03:30:00") == 10_800)
        #expect(try offset("2031-10-25T04:00:00") == 7200)
    }

    // MARK: Files

    private func file(_ transitions: [(Int64, UInt8)], types: [Int32], footer: String, leapSeconds: Int = 0, version: UInt8 = 0x32) -> [UInt8] {
        func bytes(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }
        func header(_ transitions: Int, _ types: Int, _ characters: Int, _ leap: Int) -> [UInt8] {
            Array("TZif".utf8) + [version] + Array(repeating: 0, count: 15)
                + [0, 0, leap, transitions, types, characters].flatMap { bytes(UInt32($0)) }
        }
        var file = header(0, 1, 1, 0) + Array(repeating: 0, count: 7)
        file += header(transitions.count, types.count, 4, leapSeconds)
        file += transitions.flatMap { bytes($0.0) } + transitions.map(\.1)
        file += types.flatMap { bytes($0) + [0, 0] } + [0x41, 0x42, 0x43, 0]
        file += Array(repeating: 0, count: 12 * leapSeconds)
        return file + Array("\n\(footer)\n".utf8)
    }

    @Test func readsFiles() throws {
        let bytes = file([(0, 1), (86_400, 0), (200_000, 2)], types: [100, 3700, -3500], footer: "")
        let rules = try #require(ZoneFile.rules(named: "Test/Zone", in: bytes))
        #expect(String(decoding: rules.name, as: UTF8.self) == "Test/Zone" && rules.standardOffset == -3500)
        #expect([-1, 0, 86_399, 86_400, 199_999, 200_000, .max].map { rules.offset(atUTCSeconds: $0) } == [100, 3700, 3700, 100, 100, -3500, -3500])
        // Forward from 0:01:40 to 1:01:40, back from 1:01:40 of the next day to 0:01:40, and so on.
        #expect([99, 100, 3699, 3700].map { rules.offset(atLocalSeconds: $0) } == [100, 100, 100, 3700])
        #expect([86_499, 86_500, 90_099, 90_100].map { rules.offset(atLocalSeconds: $0) } == [3700, 3700, 3700, 100])
        #expect(rules.offset(atLocalSeconds: .min) == 100 && rules.offset(atLocalSeconds: 200_100) == -3500)
    }

    @Test func rulesGoOnWhereTransitionsEnd() throws {
        let rules = try #require(ZoneFile.rules(named: "A", in: file([(0, 0)], types: [7200], footer: "AAA-2BBB,M3.5.6/1,M10.4.6/4")))
        #expect(rules.offset(atUTCSeconds: try seconds("2100-07-01T00:00:00")) == 10_800)
        #expect(rules.offset(atLocalSeconds: try seconds("9999-12-31T23:59:59")) == 7200)
        #expect(rules.offset(atLocalSeconds: try seconds("999999999-12-31T23:59:59")) == 7200)
    }

    @Test func rejectsDamagedFiles() {
        let good = file([(0, 1), (86_400, 0)], types: [100, 3700], footer: "CST-8")
        #expect(ZoneFile.rules(named: "A", in: good) != nil)
        for count in 0..<good.count { #expect(ZoneFile.rules(named: "A", in: Array(good.prefix(count))) == nil) }
        // Each byte otherwise: no crash, whatever comes.
        for index in good.indices {
            for byte in [0, 1, 0x7F, 0xFF] as [UInt8] {
                var bytes = good
                bytes[index] = byte
                _ = ZoneFile.rules(named: "A", in: bytes)?.offset(atLocalSeconds: 5)
            }
        }
        #expect(ZoneFile.rules(named: "A", in: file([(0, 2)], types: [100, 3700], footer: "")) == nil)
        #expect(ZoneFile.rules(named: "A", in: file([(5, 0), (5, 1)], types: [100, 3700], footer: "")) == nil)
        #expect(ZoneFile.rules(named: "A", in: file([(0, 1)], types: [100, 3700], footer: "", leapSeconds: 1)) == nil)
        #expect(ZoneFile.rules(named: "A", in: file([(0, 1)], types: [100, 3700], footer: "CST-99")) == nil)
    }

    // MARK: The database

    @Test(arguments: [
        "", "/etc/passwd", "../passwd", "Asia/../../passwd", "Asia//Shanghai", "Asia/", "/Asia", "Asia/Shanghai\0", "posix/Asia/Shanghai",
        "right/Asia/Shanghai", "localtime", "posixrules", "Factory", "zone.tab", "Asia", "tzdata.zi", "+8", "Asia/Nowhere", "亚洲/上海",
        String(repeating: "A", count: 5000),
    ])
    func onlyNamesOfZonesAreLookedFor(name: String) {
        #expect(Zone.named(name) == nil)
    }

    @Test func zonesOfTheSystem() throws {
        let shanghai = try #require(Zone.named("Asia/Shanghai"))
        #expect(shanghai == Zone.named("Asia/Shanghai") && shanghai != Zone.named("Asia/Chongqing"))
        #expect(shanghai.name == "Asia/Shanghai" && shanghai.offsetSeconds == nil && !shanghai.isLocal)
        #expect(shanghai.offset(atLocalSeconds: try seconds("2024-06-30T12:00:00")) == 28_800)
        // China had summer time from 1986 to 1991.
        #expect(shanghai.offset(atLocalSeconds: try seconds("1990-06-30T12:00:00")) == 32_400)
        #expect(Zone(packed: shanghai.packed) == shanghai)
        let berlin = try #require(Zone.named("Europe/Berlin"))
        #expect(berlin.offset(atUTCSeconds: try seconds("2050-07-01T00:00:00")) == 7200)
        #expect(berlin.offsetOfTimes == 3600)
    }

    @Test func zonesAreFoundFromManyThreads() async {
        let names = ["Asia/Tokyo", "Asia/Seoul", "Asia/Kolkata", "America/Lima", "Africa/Cairo", "Europe/Rome", "Pacific/Apia", "Asia/Nowhere"]
        await withTaskGroup(of: [Zone?].self) { group in
            for _ in 0..<8 { group.addTask { names.map { Zone.named($0) } } }
            for await zones in group { #expect(zones == names.map { Zone.named($0) }) }
        }
    }

    @Test func offsetsTakePartInValues() {
        for seconds in [0, 1, -1, 50_400, -50_400, 20_700] as [Int32] {
            let zone = Zone.offset(seconds)
            #expect(zone.offsetSeconds == seconds && Zone(packed: zone.packed) == zone)
            #expect(Value.dateTime(seconds: .max, nanoseconds: 7, zone: zone).zone == zone)
        }
        #expect(Value.time(nanoseconds: 1, zone: .local).zone.isLocal)
    }
}
