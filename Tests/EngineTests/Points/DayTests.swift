import Policy
import Testing

/// Points 1 and 2: days, and which events count on them.
@Suite struct DayTests {
    @Test func nothingBeforeTheRecordsDay() {
        let scenario = Scenario(always("r", impose("ban")))
        #expect(scenario.on(-1).outcome == ReferenceOutcome())
        #expect(scenario.on(0).status("ban") == "in-force")
    }

    @Test func anEarlierEventCountsFromTheFirstDayOn() {
        let scenario = Scenario(when("r", #"has("repaired")"#, impose("ban")), events: [event("repaired", -7)])
        #expect(scenario.on(-1)[all: "ban"].isEmpty)
        #expect(scenario.on(3).history("ban") == ["0 in-force r"])
    }

    @Test func anEventCountsOnItsDayOnceItIsKnown() {
        let scenario = Scenario(when("r", #"has("repaired")"#, impose("ban")), events: [event("repaired", 4, recorded: 9)])
        #expect(scenario.on(8)["ban"] == nil)
        #expect(scenario.on(8, known: 9).history("ban") == ["4 in-force r"])
        #expect(scenario.on(9).history("ban") == ["4 in-force r"])
        #expect(scenario.on(20, known: 8)["ban"] == nil)
        #expect(scenario.on(3, known: 30)["ban"] == nil)
    }

    @Test func ofTwoEventsOnOneDayTheLaterInTheFileWins() {
        let rule = during("r", "objection pending", suspend("ban", clock: .runs))
        let (filed, decided) = (event("objection-filed", 2), event("objection-decided", 2))
        let imposing = always("i", impose("ban"))
        #expect(Scenario(imposing, rule, events: [filed, decided]).on(2).status("ban") == "in-force")
        #expect(Scenario(imposing, rule, events: [decided, filed]).on(2).status("ban") == "suspended")
    }

    @Test func anUnknownWhereMakesTheStateUnknownUntilAnEventSettlesIt() {
        let rule = when("r", "objection upheld", impose("ban"))
        let unknown = event("objection-decided", 2, nil, .boolean(false))
        #expect(Scenario(rule, events: [unknown]).on(1).undetermined == [:])
        #expect(Scenario(rule, events: [unknown]).on(2).undetermined == ["r": ["events.objection-decided.outcome"]])
        let settled = Scenario(rule, events: [unknown, event("objection-decided", 5, .string("upheld"), .boolean(false))])
        #expect(settled.on(5).undetermined == [:])
        #expect(settled.on(5).history("ban") == ["5 in-force r"])
        let closed = Scenario(rule, events: [unknown, event("objection-filed", 5)])
        // The state is known again; whether the rule fired while it wasn't isn't.
        #expect(closed.on(5).undetermined == ["r": ["events.objection-decided.outcome"]])
        #expect(closed.on(5)["ban"] == nil)
    }

    @Test func anUnknownWhereThatCannotChangeTheStateIsNotAskedFor() {
        let upheld = event("objection-decided", 1, .string("upheld"), .boolean(true))
        let scenario = Scenario(
            during("r", "review passed", impose("ban")), events: [event("reviewed", 1, .number(80)), event("objection-filed", 2), upheld])
        #expect(scenario.on(9).undetermined == [:])
    }
}
