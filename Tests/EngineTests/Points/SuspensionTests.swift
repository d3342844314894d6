import Policy
import Testing

/// Point 8: suspensions and their clocks.
@Suite struct SuspensionTests {
    private let imposing = always("i", impose("explanation", due: #"breach.recorded + @"P4D""#, for: #"@"P10D""#))
    private let objection = [event("objection-filed", 2), event("objection-decided", 7)]

    @Test func theClockRuns() {
        let scenario = Scenario(imposing, during("s", "objection pending", suspend("explanation", clock: .runs)), events: objection)
        #expect(scenario.on(3).status("explanation") == "suspended")
        #expect(scenario.on(3).until("explanation") == 10)
        #expect(scenario.on(12).history("explanation") == ["0 due i", "2 suspended s", "7 overdue s", "10 expired i"])
        #expect(scenario.on(12).due("explanation") == 4)
    }

    @Test func theClockStops() {
        let scenario = Scenario(imposing, during("s", "objection pending", suspend("explanation", clock: .stops)), events: objection)
        #expect(scenario.on(6)["explanation"]?.until == nil)
        #expect(scenario.on(7).until("explanation") == 15)
        #expect(scenario.on(7).due("explanation") == 9)
        #expect(scenario.on(20).history("explanation") == ["0 due i", "2 suspended s", "7 due s", "10 overdue i", "15 expired i"])
    }

    @Test func theEndWaits() {
        let late = [event("objection-filed", 8), event("objection-decided", 14)]
        let scenario = Scenario(imposing, during("s", "objection pending", suspend("explanation", clock: .waits)), events: late)
        #expect(scenario.on(12).status("explanation") == "suspended")
        #expect(scenario.on(12).until("explanation") == 10)
        #expect(scenario.on(12).due("explanation") == 4)
        #expect(scenario.on(20).history("explanation") == ["0 due i", "5 overdue i", "8 suspended s", "14 expired i"])
        let early = Scenario(imposing, during("s", "objection pending", suspend("explanation", clock: .waits)), events: objection)
        #expect(early.on(12).history("explanation") == ["0 due i", "2 suspended s", "7 overdue s", "10 expired i"])
    }

    @Test func whatIsOverOnTheDayOnWhichItIsImposedWaitsToo() {
        let scenario = Scenario(
            always("i", impose("ban", for: #"@"P0D""#)), during("s", "objection pending", suspend("ban", clock: .waits)),
            events: [event("objection-filed", 0), event("objection-decided", 5)])
        #expect(scenario.on(3).status("ban") == "suspended")
        #expect(scenario.on(3).until("ban") == 0)
        #expect(scenario.on(5).status("ban") == "expired")
    }

    @Test func anotherClockBesideOneThatWaitsIsAConflict() {
        let scenario = Scenario(
            imposing, during("s", "objection pending", suspend("explanation", clock: .waits)),
            during("t", "objection pending", suspend("explanation", clock: .runs)), events: objection)
        #expect(scenario.on(6)["explanation"]?.until == nil)
        #expect(scenario.on(7).until("explanation") == 15)
        #expect(scenario.on(7).conflicts == ["clock s t 2"])
    }

    @Test func itCannotExpireWhileItsClockStandsStill() {
        let scenario = Scenario(
            imposing, during("s", "objection pending", suspend("explanation", clock: .stops)), events: [event("objection-filed", 9)])
        #expect(scenario.on(50).status("explanation") == "suspended")
        let late = Scenario(
            imposing, during("s", "objection pending", suspend("explanation", clock: .stops)), events: [event("objection-filed", 10)])
        #expect(late.on(50).status("explanation") == "expired")
    }

    @Test func theEndOfWhatIsLiftedMeanwhileHasMoved() {
        let scenario = Scenario(
            imposing, during("s", "objection pending", suspend("explanation", clock: .stops)), when("l", #"has("published")"#, lift("explanation")),
            events: [event("objection-filed", 2), event("published", 5)])
        #expect(scenario.on(9).status("explanation") == "lifted")
        #expect(scenario.on(9).until("explanation") == 13)
    }

    @Test func whatIsImposedMeanwhileMovesByTheDaysThatAreLeft() {
        let scenario = Scenario(
            imposing, during("s", "objection pending", suspend("explanation", clock: .stops)),
            when("j", #"has("published")"#, impose("explanation", for: #"@"P20D""#)), events: objection + [event("published", 5)])
        // To the 25th by the second, of whose days two are suspended.
        #expect(scenario.on(7).until("explanation") == 27)
    }

    @Test func daysBeforeItStartsAreNotSuspended() {
        let scenario = Scenario(
            always("i", impose("ban", from: #"breach.recorded + @"P5D""#, for: #"@"P10D""#)),
            during("s", "objection pending", suspend("ban", clock: .stops)), events: objection)
        #expect(scenario.on(4).status("ban") == "pending")
        #expect(scenario.on(9).history("ban") == ["0 pending i", "5 suspended s", "7 in-force s"])
        #expect(scenario.on(9).until("ban") == 17)
    }

    @Test func withinOnePackDifferentClocksAreAConflictAndTheClockStops() {
        let scenario = Scenario(
            imposing, during("s", "objection pending", suspend("explanation", clock: .runs)),
            during("t", "objection pending", suspend("explanation", clock: .stops)), events: objection)
        #expect(scenario.on(1).conflicts == [])
        #expect(scenario.on(2).conflicts == ["clock s t 2"])
        #expect(scenario.on(7).until("explanation") == 15)
        #expect(scenario.on(7).citations("explanation") == ["i", "s", "t"])
    }

    @Test func thePackFurtherDownWins() {
        let layers = [Pack(id: "upper"), Pack(id: "lower")]
        let scenario = Scenario(
            imposing, during("s", "objection pending", suspend("explanation", clock: .stops)),
            during("t", "objection pending", layer: 1, suspend("explanation", clock: .runs)), events: objection, layers: layers)
        #expect(scenario.on(7).conflicts == [])
        #expect(scenario.on(7).until("explanation") == 10)
        // An action belongs to the pack that added it, not to the rule's.
        let refined = Scenario(
            imposing, during("s", "objection pending", suspend("explanation", clock: .stops, layer: 1)),
            during("t", "objection pending", suspend("explanation", clock: .runs)), events: objection, layers: layers)
        #expect(refined.on(7).conflicts == [])
        #expect(refined.on(7).until("explanation") == 15)
    }

    @Test func twoSuspensionsAreOneUntilTheLastEnds() {
        let scenario = Scenario(
            always("i", impose("ban")), during("s", "objection pending", suspend("ban", clock: .runs)),
            during("t", "under repair", suspend("ban", clock: .runs)), events: objection + [event("repaired", 4), event("published", 9)])
        #expect(scenario.on(9).history("ban") == ["0 in-force i", "2 suspended s", "9 in-force t"])
        #expect(scenario.on(9).citations("ban") == ["i", "s", "t"])
    }
}
