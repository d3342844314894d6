import Policy
import Testing

/// Points 3, 7 and 13: how measures end, and what is done in which order.
@Suite struct EndingTests {
    @Test func aLiftReachesWhatIsImposedAtTheSameMoment() {
        let scenario = Scenario(when("l", #"has("repaired")"#, lift("ban")), always("i", impose("ban")), events: [event("repaired", -1)])
        #expect(scenario.on(0).history("ban") == ["0 lifted l"])
        #expect(scenario.on(0).citations("ban") == ["i", "l"])
    }

    @Test func aLiftComesOnceAndLeavesAloneWhatComesLater() {
        let scenario = Scenario(
            when("l", #"has("repaired")"#, lift("ban")), when("i", #"has("published")"#, impose("ban")),
            events: [event("repaired", 1), event("published", 3)])
        #expect(scenario.on(5).status("ban") == "in-force")
    }

    @Test func aLiftLeavesAloneWhatHasEndedOrIsFulfilled() {
        let scenario = Scenario(
            always("i", impose("rectification"), impose("ban", for: "grace")), when("l", #"has("repaired")"#, lift("rectification", "ban")),
            events: [event("rectified", 1), event("repaired", 6)])
        #expect(scenario.on(9).status("rectification") == "fulfilled")
        #expect(scenario.on(9).status("ban") == "expired")
        #expect(scenario.on(9).citations("ban") == ["i"])
    }

    @Test func aRevocationReachesWhatHasEnded() {
        let scenario = Scenario(
            always("i", impose("ban"), impose("rectification"), impose("scrutiny", for: "grace")),
            when("l", #"has("repaired")"#, lift("ban")), when("v", #"has("published")"#, revoke("ban", "rectification", "scrutiny")),
            events: [event("repaired", 2), event("rectified", 2), event("published", 8)])
        let answer = scenario.on(9)
        #expect(answer.history("ban") == ["0 in-force i", "2 lifted l", "8 revoked v"])
        #expect(answer.history("rectification") == ["0 due i", "2 fulfilled i", "8 revoked v"])
        #expect(answer.history("scrutiny") == ["0 in-force i", "3 expired i", "8 revoked v"])
    }

    @Test func revokedComesBeforeLiftedOnOneDay() {
        let scenario = Scenario(
            always("i", impose("ban")), when("l", #"has("repaired")"#, lift("ban")), when("v", #"has("repaired")"#, revoke("ban")),
            events: [event("repaired", 2)])
        #expect(scenario.on(2).history("ban") == ["0 in-force i", "2 revoked v"])
        #expect(scenario.on(2).citations("ban") == ["i", "v"])
    }

    @Test func afterARevocationItMayBeImposedAnew() {
        let scenario = Scenario(
            when("v", #"has("repaired")"#, revoke("ban")), during("i", "under repair or not(has(\"repaired\"))", impose("ban")),
            events: [event("repaired", 2), event("published", 4), event("rectified", 6)])
        #expect(scenario.on(7)[all: "ban"].map(\.status) == ["revoked", "in-force"])
    }

    @Test func whileRevokesEachTimeItBecomesTrue() {
        let scenario = Scenario(
            always("a", impose("ban")), when("b", #"has("repaired")"#, impose("ban")), during("v", "objection pending", revoke("ban")),
            events: [event("objection-filed", 1), event("objection-decided", 2), event("repaired", 3), event("objection-filed", 5)])
        #expect(scenario.on(4)[all: "ban"].map(\.status) == ["revoked", "in-force"])
        #expect(scenario.on(5)[all: "ban"].map(\.status) == ["revoked", "revoked"])
    }

    @Test func anExemptionReachesWhatStands() {
        let scenario = Scenario(
            always("i", impose("ban", for: "grace"), impose("scrutiny")), always("m", may(["exempt"], "ban", "scrutiny")),
            events: [event("discretion-exercised", 5, .string("exempt"))])
        #expect(scenario.on(5).status("ban") == "expired")
        #expect(scenario.on(5).history("scrutiny") == ["0 in-force i", "5 exempted m"])
    }
}
