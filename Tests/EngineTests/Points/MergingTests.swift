import Policy
import Testing

/// Point 6: one measure.
@Suite struct MergingTests {
    private func merged(_ first: ResolvedAction, _ second: ResolvedAction, facts: [String: ReferenceValue?] = [:]) -> Scenario.Answer {
        Scenario(always("a", first), always("b", second), facts: facts).on(1)
    }

    @Test func theEarlierStartTheEarlierDueTheLaterEnd() {
        let answer = merged(
            impose("explanation", from: "breach.recorded + grace", due: #"breach.recorded + @"P9D""#, for: #"@"P4D""#),
            impose("explanation", from: #"breach.recorded + @"P1D""#, due: #"breach.recorded + @"P6D""#, until: #"breach.recorded + @"P5D""#))
        #expect(answer[all: "explanation"].count == 1)
        #expect(answer.from("explanation") == 1)
        #expect(answer.due("explanation") == 6)
        #expect(answer.until("explanation") == 7)
        #expect(answer.citations("explanation") == ["a", "b"])
        #expect(answer.history("explanation") == ["0 pending a", "0 pending b", "1 due a"])
    }

    @Test func aDateAndNone() {
        for actions in [
            (impose("explanation", due: "breach.recorded + grace", for: "grace"), impose("explanation")),
            (impose("explanation"), impose("explanation", due: "breach.recorded + grace", for: "grace")),
        ] {
            let answer = merged(actions.0, actions.1)
            #expect(answer.due("explanation") == 3)
            #expect(answer["explanation"]?.until == nil)
        }
    }

    @Test func whatWasToComeBeginsWithTheEarlierStart() {
        let scenario = Scenario(
            always("a", impose("ban", from: #"breach.recorded + @"P9D""#)), when("b", #"has("repaired")"#, impose("ban")),
            events: [event("repaired", 4)])
        #expect(scenario.on(3).history("ban") == ["0 pending a"])
        #expect(scenario.on(12).history("ban") == ["0 pending a", "4 in-force a", "4 in-force b"])
        let done = Scenario(
            always("a", impose("rectification", from: #"breach.recorded + @"P9D""#)),
            when("b", #"has("repaired")"#, impose("rectification", from: "breach.recorded")), events: [event("rectified", 2), event("repaired", 4)])
        #expect(done.on(12).history("rectification") == ["0 pending a", "4 fulfilled a", "4 fulfilled b"])
    }

    @Test func otherAddresseesHaveTheirOwn() {
        let answer = merged(impose("ban"), impose("ban", to: .authority))
        #expect(answer[all: "ban"].map(\.addressee) == ["s-1", "office"])
    }

    @Test func afterItsEndANewOneBegins() {
        let scenario = Scenario(
            always("a", impose("ban", for: "grace")), when("b", #"has("repaired")"#, impose("ban")), events: [event("repaired", 5)])
        #expect(scenario.on(9)[all: "ban"].map(\.status) == ["expired", "in-force"])
    }

    @Test func whatIsFulfilledIsNotRevived() {
        let scenario = Scenario(
            always("a", impose("rectification")), when("b", #"has("repaired")"#, impose("rectification")),
            events: [event("rectified", 2), event("repaired", 5)])
        #expect(scenario.on(9)[all: "rectification"].map(\.status) == ["fulfilled", "due"])
    }

    @Test func anUnknownDateIsUnknownForBoth() {
        let answer = merged(
            impose("explanation", due: "breach.recorded + grace"), impose("explanation", due: "breach.occurred + grace"),
            facts: ["breach.occurred": nil])
        #expect(answer.due("explanation") == nil)
        // The rule that met the unknown fact is the one that is listed.
        #expect(answer.undetermined == ["b": ["breach.occurred"]])
    }

    @Test func aRuleThatActedOnItOtherwiseIsAFurtherOneWhenItImposes() {
        let scenario = Scenario(
            always("a", impose("ban")), during("b", "objection pending", suspend("ban", clock: .runs)),
            when("c", #"has("repaired")"#, impose("ban")), events: [event("objection-filed", 1), event("repaired", 3)])
        #expect(scenario.on(5).history("ban") == ["0 in-force a", "1 suspended b", "3 suspended c"])
        #expect(scenario.on(5).citations("ban") == ["a", "b", "c"])
    }
}
