import Policy
import Testing

/// Point 10: what isn't known.
@Suite struct UnknownTests {
    @Test func aConditionThatIsUnknownOnTheDayAskedFor() {
        let scenario = Scenario(
            when("r", #"breach.loss > 50 and not(has("repaired"))"#, impose("ban")), facts: ["breach.loss": nil],
            events: [event("repaired", 3)])
        #expect(scenario.on(2).undetermined == ["r": ["breach.loss"]])
        // Had the fact been known, it would have fired before that day, and what it imposes would stand.
        #expect(scenario.on(3).undetermined == ["r": ["breach.loss"]])
        #expect(scenario.on(3)["ban"] == nil)
    }

    @Test func allFactsThatWouldSettleIt() {
        let scenario = Scenario(
            when("r", #"breach.loss > 50 or breach.serious or breach.impact = "minor""#, impose("ban")),
            facts: ["breach.loss": nil, "breach.serious": nil])
        #expect(scenario.on(0).undetermined == ["r": ["breach.loss", "breach.serious"]])
    }

    @Test func anUnknownDateIsNullAsLongAsTheMeasureStands() {
        let scenario = Scenario(
            always("r", impose("rectification", from: "breach.occurred + grace", due: "breach.recorded + grace", for: "breach.grace")),
            when("l", #"has("repaired")"#, lift("rectification")), facts: ["breach.occurred": nil, "breach.grace": nil],
            events: [event("repaired", 4)])
        let answer = scenario.on(2)
        #expect(answer.status("rectification") == "due")
        #expect(answer["rectification"]?.from == nil)
        #expect(answer["rectification"]?.until == nil)
        #expect(answer.due("rectification") == 3)
        #expect(answer.undetermined == ["r": ["breach.occurred", "breach.grace"]])
        #expect(scenario.on(4).undetermined == [:])
    }

    @Test func anUnknownAddressee() {
        let answer = Scenario(always("r", impose("ban")), facts: ["subject.id": nil]).on(0)
        #expect(answer[all: "ban"].map(\.addressee) == [nil])
        #expect(answer.undetermined == ["r": ["subject.id"]])
    }

    @Test func withoutItsDayNothingHappens() {
        let scenario = Scenario(
            always("a", impose("ban")), when("b", #"has("repaired")"#, impose("ban")), when("c", "breach.serious", impose("ban")),
            when("d", "breach.serious", to: [2], impose("ban")), facts: ["breach.recorded": nil, "breach.serious": nil],
            events: [event("repaired", 3)])
        #expect(scenario.on(2).outcome.measures.isEmpty)
        #expect(scenario.on(2).undetermined == ["a": ["breach.recorded"], "c": ["breach.recorded", "breach.serious"]])
        #expect(scenario.on(3).undetermined["b"] == ["breach.recorded"])
    }

    @Test func aNullDateIsAFaultOfThePolicy() {
        let scenario = Scenario(
            always("r", impose("rectification", from: #"date of("repaired")"#, due: #"latest date of("published") + grace"#, for: "grace")))
        let answer = scenario.on(0)
        #expect(answer["rectification"]?.from == nil)
        #expect(answer["rectification"]?.until == nil)
        #expect(answer["rectification"]?.due == nil)
        #expect(answer.status("rectification") == "due")
        #expect(answer.conflicts == ["null r 0"])
        #expect(answer.undetermined == [:])
    }

    @Test func aRuleThatMayHaveFiredWhileItWasInForceIsStillInQuestion() {
        let layers = [Pack(id: "upper", inForce: InForce(from: nil, until: Int32(SampleVocabulary.day + 5)))]
        let rule = when("r", "breach.serious", impose("ban"))
        #expect(Scenario(rule, facts: ["breach.serious": nil], layers: layers).on(9, law: 5).undetermined == ["r": ["breach.serious"]])
        let over = [Pack(id: "upper", inForce: InForce(from: nil, until: Int32(SampleVocabulary.day - 1)))]
        #expect(Scenario(rule, facts: ["breach.serious": nil], layers: over).on(9, law: -1).undetermined == [:])
    }
}
