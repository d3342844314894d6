import Policy
import Testing

@Suite struct DutyScheduleTests {
    private func day(_ text: String) throws -> Int32 { try #require(CivilDay.parse(text)) }

    private func due(_ timing: DutySchedule.Timing, _ from: String, _ to: String) throws -> [String] {
        DutySchedule(timing).occurrences(from: try day(from), to: try day(to)).map { occurrence in
            (occurrence.from.map { CivilDay.text($0) + " … " } ?? "") + CivilDay.text(occurrence.due)
        }
    }

    @Test func byADay() throws {
        let timing = DutySchedule.Timing.by(try day("2018-12-31"))
        #expect(try due(timing, "2018-12-31", "2018-12-31") == ["2018-12-31"])
        #expect(try due(timing, "2018-01-01", "2018-12-30") == [])
        #expect(try due(timing, "2019-01-01", "2019-12-30") == [])
    }

    @Test func everyPeriodOfTheCalendarEndsOnItsLastDay() throws {
        #expect(
            try due(.calendar(.year, from: nil, until: nil), "2019-12-31", "2021-12-30") == ["2019-01-01 … 2019-12-31", "2020-01-01 … 2020-12-31"])
        #expect(try due(.calendar(.halfYear, from: nil, until: nil), "2020-01-01", "2020-12-31").map { $0.suffix(5) } == ["06-30", "12-31"])
        #expect(
            try due(.calendar(.quarter, from: nil, until: nil), "2020-01-01", "2020-12-31").map { $0.suffix(5) } == [
                "03-31", "06-30", "09-30", "12-31",
            ])
        #expect(try due(.calendar(.month, from: nil, until: nil), "2024-02-29", "2024-03-30") == ["2024-02-01 … 2024-02-29"])
    }

    @Test func theFirstPeriodIsTheOneInWhichItBegins() throws {
        let timing = DutySchedule.Timing.calendar(.quarter, from: try day("2020-05-10"), until: try day("2020-12-30"))
        #expect(try due(timing, "2020-01-01", "2021-12-31") == ["2020-04-01 … 2020-06-30", "2020-07-01 … 2020-09-30"])
    }

    @Test func runsOfMonthsAreCountedFromTheirFirstDay() throws {
        let two = DutySchedule.Timing.months(24, from: try day("2021-03-15"), until: nil)
        #expect(try due(two, "2021-01-01", "2026-01-01") == ["2021-03-15 … 2023-03-14", "2023-03-15 … 2025-03-14"])
        // Each run is counted from the first day, so that a short month shortens none of the later ones.
        let months = DutySchedule.Timing.months(1, from: try day("2023-01-31"), until: nil)
        #expect(try due(months, "2023-01-01", "2023-05-01") == ["2023-01-31 … 2023-02-27", "2023-02-28 … 2023-03-30", "2023-03-31 … 2023-04-29"])
    }

    @Test func daysFarAwayAreDaysToo() throws {
        #expect(try due(.calendar(.year, from: nil, until: nil), "1899-06-01", "1900-12-31").map { $0.suffix(10) } == ["1899-12-31", "1900-12-31"])
        #expect(try due(.calendar(.month, from: nil, until: nil), "0000-01-01", "0000-02-29").map { $0.suffix(10) } == ["0000-01-31", "0000-02-29"])
        #expect(try due(.months(1200, from: try day("1950-01-01"), until: nil), "9000-01-01", "9999-12-31").count == 10)
        let all = DutySchedule(.calendar(.month, from: nil, until: nil))
        #expect(all.occurrences(from: .max - 40, to: .max).count <= 2)
        #expect(all.occurrences(from: 10, to: 9).isEmpty)
    }

    @Test func itRecursWhileItsPackIsInForce() throws {
        let load = Fixture.policy("duties:\n  cleaning: {clause: t1, owner: 镇馆, every: year}\n")
        let policy = try #require(load.policy)
        let found = policy.occurrences(ofDuty: 0, from: try day("2019-01-01"), to: try day("2032-12-31"))
        #expect(found.count == 10)
        #expect(found.first?.due == CivilDay.parse("2021-12-31"))
        #expect(found.last?.due == CivilDay.parse("2030-12-31"))
    }
}
