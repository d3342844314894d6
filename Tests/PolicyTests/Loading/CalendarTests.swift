import Diagnostics
import Policy
import Testing

/// Calendars beside the packs: found, extended, part of the digest; deadlines handed down.
@Suite struct CalendarTests {
    private static let town = """
        calendar: town
        weekend: [saturday, sunday]
        holidays: {fair: {zh: 集市日, en: fair}}
        years:
          2020: {holidays: {fair: 2020-12-31}}
          2021: {holidays: {fair: [2021-03-01, 2021-03-03..2021-03-04]}, workdays: [2021-03-06]}

        """

    private static func load(_ calendars: [String: String], upper: String = "", lower: String = "") -> PolicyLoad {
        var texts = ["rules/library/vocabulary.yaml": Fixture.vocabulary]
        for (name, text) in calendars { texts["rules/calendars/\(name).yaml"] = text }
        texts["rules/state/pack.yaml"] = "pack: state\nvocabulary: library\n" + upper
        texts["rules/state/town/pack.yaml"] = "pack: state.town\nextends: state\n" + lower
        return PolicyLoader.load("rules/state/town", files: MemoryFiles(texts))
    }

    private static func works(_ policy: ResolvedPolicy?, _ day: String) -> Bool? {
        guard let calendar = policy?.calendar, let day = CivilDay.parse(day) else { return nil }
        let index = Int(day - calendar.first)
        return calendar.isWorking.indices.contains(index) ? calendar.isWorking[index] : nil
    }

    @Test func aCalendarIsInherited() {
        let load = Self.load(["town": Self.town], upper: "calendar: town\n")
        #expect(load.diagnostics.map(\.message.en) == [])
        let days = [
            "2019-12-31", "2020-01-01", "2020-12-31", "2021-03-01", "2021-03-02", "2021-03-04", "2021-03-06", "2021-03-07", "2021-12-31",
            "2022-01-01",
        ]
        #expect(days.map { Self.works(load.policy, $0) } == [nil, true, false, false, true, false, true, false, true, nil])
        #expect(load.sources.map(\.name).contains("rules/calendars/town.yaml"))
    }

    @Test func aLocalityAddsItsOwnDays() {
        let own =
            "calendar: own\nextends: town\nholidays: {moon: {zh: 月, en: moon}}\nyears: {2021: {holidays: {moon: 2021-03-02}, workdays: [2021-03-03]}}\n"
        let load = Self.load(["town": Self.town, "own": own], upper: "calendar: town\n", lower: "calendar: own\n")
        #expect(load.diagnostics.map(\.message.en) == [])
        #expect(["2021-03-01", "2021-03-02", "2021-03-03", "2021-03-06"].map { Self.works(load.policy, $0) } == [false, false, true, true])
        #expect(load.sources.map(\.name).filter { $0.hasPrefix("rules/calendars/") } == ["rules/calendars/own.yaml", "rules/calendars/town.yaml"])
    }

    @Test func theDigestHoldsTheDays() {
        let none = Self.load(["town": Self.town]).policy?.digest
        let first = Self.load(["town": Self.town], upper: "calendar: town\n").policy?.digest
        let moved = Self.load(["town": Self.town.replacing("2021-03-01", with: "2021-03-02")], upper: "calendar: town\n").policy?.digest
        let renamed = Self.load(["town": Self.town.replacing("en: fair", with: "en: market")], upper: "calendar: town\n").policy?.digest
        let rolled = Self.load(["town": Self.town], upper: "calendar: town\ndeadlines: {on holiday: next working day}\n").policy?.digest
        #expect(Set([none, first, moved, rolled]).count == 4)
        #expect(first == renamed)
    }

    @Test func deadlinesAreSetAnewPartByPart() {
        let load = Self.load(
            ["town": Self.town], upper: "calendar: town\ndeadlines: {first day: included, on holiday: next working day}\n",
            lower: "期间计算: {遇节假日: 不变}\n")
        #expect(load.policy?.deadlines.firstDay == .included)
        #expect(load.policy?.deadlines.onHoliday == .stays)
    }

    @Test func aCalendarIsCheckedByItself() {
        let files = MemoryFiles(["rules/calendars/town.yaml": Self.town.replacing("2021-03-06", with: "2021-03-05")])
        #expect(PolicyLoader.discover("rules", files: files).calendars == ["rules/calendars/town.yaml"])
        #expect(PolicyLoader.discover("rules/calendars/town.yaml", files: files).calendars == ["rules/calendars/town.yaml"])
        #expect(PolicyLoader(files: files).loadCalendar("rules/calendars/town.yaml").diagnostics.map(\.code) == ["calendar-workday"])
    }
}
