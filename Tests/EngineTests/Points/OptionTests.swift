import Policy
import Testing

/// Point 11: what an authority may choose.
@Suite struct OptionTests {
    private let imposing = always("i", impose("ban"))
    private let leniency = when("m", #"has("repaired")"#, may(["lighten", "exempt"], "ban", "scrutiny"))

    @Test func anOptionIsOpenUntilItIsDecided() {
        let scenario = Scenario(
            imposing, leniency,
            events: [event("discretion-exercised", 1, .string("exempt")), event("repaired", 3), event("discretion-exercised", 6, .string("lighten"))])
        #expect(scenario.on(2).options == [])
        #expect(scenario.on(2).status("ban") == "in-force")
        #expect(scenario.on(3).options == ["m: lighten exempt of ban"])
        let decided = scenario.on(6)
        #expect(decided.options == [])
        #expect(decided["ban"]?.adjusted == ["lightened"])
        #expect(decided.citations("ban") == ["i", "m"])
        #expect(decided.history("ban") == ["0 in-force i"])
    }

    @Test func decidedOnTheDayItOpens() {
        let scenario = Scenario(
            imposing, leniency, events: [event("discretion-exercised", 3, .string("exempt")), event("repaired", 3)])
        #expect(scenario.on(3).status("ban") == "exempted")
        #expect(scenario.on(3).options == [])
    }

    @Test func aChoiceThatIsNotOnOfferChangesNothingAndCloses() {
        let scenario = Scenario(imposing, leniency, events: [event("repaired", 3), event("discretion-exercised", 4, .string("harden"))])
        #expect(scenario.on(4).options == [])
        #expect(scenario.on(4)["ban"]?.adjusted == [])
        #expect(scenario.on(4).citations("ban") == ["i"])
    }

    @Test func anUnknownChoiceIsAskedFor() {
        let scenario = Scenario(imposing, leniency, events: [event("repaired", 3), event("discretion-exercised", 4, nil)])
        #expect(scenario.on(4).undetermined == ["m": ["events.discretion-exercised.choice"]])
    }

    @Test func withoutAMeasureThatStandsThereIsNone() {
        let none = Scenario(leniency, events: [event("repaired", 3)])
        #expect(none.on(3).options == [])
        // Not opened then, it doesn't open later.
        let later = Scenario(leniency, when("i", #"has("published")"#, impose("ban")), events: [event("repaired", 3), event("published", 5)])
        #expect(later.on(5).options == [])
        let gone = Scenario(
            imposing, leniency, when("l", #"has("published")"#, lift("ban")), events: [event("repaired", 3), event("published", 5)])
        #expect(gone.on(4).options == ["m: lighten exempt of ban"])
        #expect(gone.on(5).options == [])
    }

    @Test func alikeOptionsAreOne() {
        let layers = [Pack(id: "upper"), Pack(id: "lower")]
        let scenario = Scenario(
            imposing, leniency, when("n", #"has("repaired")"#, layer: 1, may(["lighten", "exempt"], "ban", "scrutiny")),
            events: [event("repaired", 3), event("discretion-exercised", 5, .string("exempt"))], layers: layers)
        #expect(scenario.on(3).options == ["n: lighten exempt of ban"])
        #expect(scenario.on(5).history("ban") == ["0 in-force i", "5 exempted n"])
        #expect(scenario.on(5).citations("ban") == ["i", "m", "n"])
    }

    @Test func otherEventsMayDecide() {
        let scenario = Scenario(
            imposing, always("m", may(["lighten"], "ban", decidedBy: ["reviewed"])),
            events: [event("discretion-exercised", 2, .string("lighten")), event("reviewed", 4, .number(1))])
        #expect(scenario.on(2).options == ["m: lighten of ban"])
        #expect(scenario.on(4).options == [])
        #expect(scenario.on(4)["ban"]?.adjusted == [])
    }

    @Test func whileOpensItAgain() {
        let scenario = Scenario(
            imposing, during("m", "objection pending", may(["lighten"], "ban")),
            events: [
                event("objection-filed", 1), event("discretion-exercised", 2, .string("none")), event("objection-decided", 3),
                event("objection-filed", 5),
            ])
        #expect(scenario.on(1).options == ["m: lighten of ban"])
        #expect(scenario.on(4).options == [])
        #expect(scenario.on(5).options == ["m: lighten of ban"])
    }
}
