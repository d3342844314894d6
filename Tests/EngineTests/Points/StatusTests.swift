import Policy
import Testing

/// Points 9 and 12: statuses, and the order in which things are shown.
@Suite struct StatusTests {
    @Test func whatTimeDoes() {
        let scenario = Scenario(
            always(
                "i", impose("ban", from: #"breach.recorded + @"P2D""#, for: #"@"P3D""#), impose("rectification", due: "breach.recorded + grace")))
        #expect(scenario.on(9).history("ban") == ["0 pending i", "2 in-force i", "5 expired i"])
        #expect(scenario.on(9).history("rectification") == ["0 due i", "4 overdue i"])
    }

    @Test func fulfilment() {
        let late = Scenario(
            always("i", impose("rectification", from: "breach.recorded + grace")), events: [event("rectified", 2), event("rectified", 4)])
        #expect(late.on(9).history("rectification") == ["0 pending i", "3 due i", "4 fulfilled i"])
        let earlier = Scenario(always("i", impose("explanation", from: "breach.recorded + grace")), events: [event("repaired", -5)])
        #expect(earlier.on(0).history("explanation") == ["0 fulfilled i"])
        let restriction = Scenario(always("i", impose("ban")), events: [event("rectified", 2)])
        #expect(restriction.on(9).status("ban") == "in-force")
    }

    @Test func whatHasEndedStaysEnded() {
        let scenario = Scenario(
            always("i", impose("rectification", for: "grace")), during("s", "objection pending", suspend("rectification", clock: .runs)),
            events: [event("rectified", 5), event("objection-filed", 6)])
        #expect(scenario.on(9).history("rectification") == ["0 due i", "3 expired i"])
        #expect(scenario.on(9).citations("rectification") == ["i"])
    }

    @Test func fulfilledGoesBeforeExpiredOnOneDay() {
        let scenario = Scenario(always("i", impose("rectification", for: "grace")), events: [event("rectified", 3)])
        #expect(scenario.on(3).status("rectification") == "fulfilled")
    }

    @Test func onlyADisclosureIsWithheld() {
        let scenario = Scenario(
            always("i", impose("publication", "ban")), during("w", "objection pending", withhold("publication", "ban")),
            when("v", #"has("repaired")"#, withhold("publication")),
            events: [event("objection-filed", 1), event("objection-decided", 3), event("repaired", 5)])
        #expect(scenario.on(9).history("publication") == ["0 due i", "1 withheld w", "3 due w", "5 withheld v"])
        #expect(scenario.on(9).history("ban") == ["0 in-force i"])
        #expect(scenario.on(9).citations("ban") == ["i"])
    }

    @Test func withheldGoesBeforeSuspended() {
        let scenario = Scenario(
            always("i", impose("publication")), during("w", "under repair", withhold("publication")),
            during("s", "objection pending", suspend("publication", clock: .runs)),
            events: [event("objection-filed", 1), event("repaired", 3), event("published", -1)])
        #expect(scenario.on(9).history("publication") == ["0 due i", "1 suspended s", "3 withheld w"])
    }

    @Test func anEntryIsNotSuspendedAndDoesNotExpire() {
        let scenario = Scenario(
            always("i", impose("entry", for: "grace")), during("s", "objection pending", suspend("entry", clock: .stops)),
            events: [event("objection-filed", 1)])
        #expect(scenario.on(9).history("entry") == ["0 in-force i"])
        #expect(scenario.on(9).citations("entry") == ["i"])
    }

    @Test func measuresAreShownByStartThenRuleThenVocabulary() {
        let scenario = Scenario(
            always("a", impose("entry", "ban"), impose("scrutiny", from: #"breach.recorded + @"P1D""#)),
            always("b", impose("preference"), impose("rectification", from: "breach.occurred")))
        let names = scenario.on(2).outcome.measures.map { SampleVocabulary.measures[$0.type].name }
        #expect(names == ["rectification", "ban", "entry", "preference", "scrutiny"])
    }
}
