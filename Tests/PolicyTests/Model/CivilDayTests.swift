import Policy
import Testing

@Suite struct CivilDayTests {
    @Test func knownDays() {
        #expect(CivilDay.parse("1970-01-01") == 0)
        #expect(CivilDay.parse("1969-12-31") == -1)
        #expect(CivilDay.parse("2000-03-01") == 11_017)
        #expect(CivilDay.parse("2024-02-29") == 19_782)
        #expect(CivilDay.parse("0000-03-01") == -719_468)
        #expect(CivilDay.parse("9999-12-31") == 2_932_896)
    }

    @Test(arguments: [
        "2023-02-29", "2023-13-01", "2023-00-01", "2023-01-00", "2023-04-31", "1900-02-29", "2023-1-1", "20230101", "2023-01-01T00:00", "",
        "２０２３-01-01",
        "-023-01-01",
    ])
    func whatIsNoDay(_ text: String) { #expect(CivilDay.parse(text) == nil) }

    @Test func everyDayOfFourCenturiesComesBack() {
        var day: Int32 = -719_000
        while day < 2_932_896 {
            #expect(CivilDay.parse(CivilDay.text(day)) == day)
            day += 211
        }
    }
}
