import Policy
import Testing

/// Points 4 and 5: when a rule fires, and on which days it can.
@Suite struct TriggerTests {
    @Test func whenFiresOnce() {
        let scenario = Scenario(
            when("r", "objection pending", impose("ban", for: "grace")),
            events: [event("objection-filed", 1), event("objection-decided", 2), event("objection-filed", 10)])
        #expect(scenario.on(20)[all: "ban"].count == 1)
        #expect(scenario.on(20).history("ban") == ["1 in-force r", "4 expired r"])
    }

    @Test func whileImposesEachTimeItBecomesTrueAndEndsWhatItImposed() {
        let scenario = Scenario(
            during("r", "objection pending", impose("ban")),
            events: [event("objection-filed", 1), event("objection-decided", 5), event("objection-filed", 10)])
        #expect(scenario.on(4).status("ban") == "in-force")
        #expect(scenario.on(5).history("ban") == ["1 in-force r", "5 lifted r"])
        #expect(scenario.on(10)[all: "ban"].map(\.status) == ["lifted", "in-force"])
    }

    @Test func whatAnotherRuleImposesTooGoesOn() {
        let events = [event("objection-filed", 1), event("objection-decided", 5), event("repaired", 3)]
        let passing = during("r", "objection pending", impose("ban"))
        let lasting = Scenario(passing, when("s", #"has("repaired")"#, impose("ban")), events: events)
        #expect(lasting.on(9).history("ban") == ["1 in-force r", "3 in-force s"])
        let both = Scenario(passing, during("s", "under repair", impose("ban")), events: events + [event("published", 7)])
        #expect(both.on(6).status("ban") == "in-force")
        #expect(both.on(7).history("ban").last == "7 lifted s")
    }

    @Test func unknownIsNotFalseForWhatAWhileImposed() {
        let scenario = Scenario(
            during("r", "review passed", impose("ban")),
            events: [event("reviewed", 1, .number(80)), event("reviewed", 4, nil), event("reviewed", 7, .number(10))])
        #expect(scenario.on(4).status("ban") == "in-force")
        #expect(scenario.on(4).undetermined == ["r": ["events.reviewed.score"]])
        #expect(scenario.on(7).history("ban") == ["1 in-force r", "7 lifted r"])
    }

    @Test func whileHoldsOnlyWhereItsConditionIsTrue() {
        let scenario = Scenario(
            always("i", impose("ban")), during("r", "review passed", suspend("ban", clock: .runs)),
            events: [event("reviewed", 1, .number(80)), event("reviewed", 4, nil), event("reviewed", 7, .number(90))])
        #expect(scenario.on(8).history("ban") == ["0 in-force i", "1 suspended r", "4 in-force r", "7 suspended r"])
    }

    @Test func aRuleAppliesToWhomItSays() {
        let rule = when("r", "breach.loss >= 100", to: [1], impose("ban"))
        #expect(Scenario(rule).on(0)["ban"] == nil)
        #expect(Scenario(rule, facts: ["subject.kind": .string("person")]).on(0).status("ban") == "in-force")
        let unknown = Scenario(rule, facts: ["subject.kind": nil]).on(0)
        #expect(unknown["ban"] == nil)
        #expect(unknown.undetermined == ["r": ["subject.kind"]])
        #expect(Scenario(rule, facts: ["subject.kind": nil, "breach.loss": .number(1)]).on(0).undetermined == [:])
    }

    // MARK: In force

    private func pack(_ from: Int?, _ until: Int?, id: String = "upper") -> Pack {
        Pack(id: id, inForce: InForce(from: from.map { Int32(SampleVocabulary.day + $0) }, until: until.map { Int32(SampleVocabulary.day + $0) }))
    }

    @Test func rulesFireFromTheFirstDayInForceToTheLast() {
        #expect(Scenario(always("r", impose("ban")), layers: [pack(5, nil)]).on(9).history("ban") == ["5 in-force r"])
        let rule = when("r", #"has("repaired")"#, impose("ban"))
        for (day, fires) in [(4, true), (5, true), (6, false)] {
            let scenario = Scenario(rule, events: [event("repaired", day)], layers: [pack(nil, 5)])
            #expect((scenario.on(9, law: 5)["ban"] != nil) == fires, "\(day)")
        }
        // What was true before is first looked at on the first day.
        #expect(Scenario(rule, events: [event("repaired", 1)], layers: [pack(3, nil)]).on(3).history("ban") == ["3 in-force r"])
    }

    @Test func aWhileEndsWithItsPack() {
        let scenario = Scenario(during("r", #"has("repaired")"#, impose("ban")), events: [event("repaired", 1)], layers: [pack(nil, 5)])
        #expect(scenario.on(5).status("ban") == "in-force")
        #expect(scenario.on(6, law: 5).history("ban") == ["1 in-force r", "6 lifted r"])
    }

    @Test func outsideOfItsLawDaysAPackDoesNotApply() {
        let scenario = Scenario(always("r", impose("ban")), layers: [pack(-20, 5)])
        #expect(scenario.on(5).status("ban") == "in-force")
        #expect(scenario.on(6)["ban"] == nil)
        #expect(scenario.on(3, law: -21)["ban"] == nil)
        #expect(scenario.on(9, law: 0).status("ban") == "in-force")
    }

    @Test func aPlanToComeIsTriedAsIfItHadAlwaysBeenInForce() {
        let scenario = Scenario(always("r", impose("ban")), layers: [pack(30, 60)])
        #expect(scenario.on(10)["ban"] == nil)
        #expect(scenario.on(10, law: 40).history("ban") == ["0 in-force r"])
        #expect(scenario.on(10, law: 61)["ban"] == nil)
    }

    @Test func aRefinedRuleKeepsItsDates() {
        var added = impose("scrutiny")
        added.layer = 1
        let scenario = Scenario(always("r", impose("ban"), added), layers: [pack(nil, nil), pack(5, nil, id: "lower")])
        #expect(scenario.on(9).history("scrutiny") == ["0 in-force r"])
        // Where the pack that added it doesn't apply, what it added doesn't.
        #expect(scenario.on(4)["scrutiny"] == nil)
        #expect(scenario.on(4).status("ban") == "in-force")
    }
}
