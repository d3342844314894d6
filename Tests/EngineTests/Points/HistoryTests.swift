import Testing

/// What a record sees of its subject's others, in the engine and in the reference.
@Suite struct HistoryTests {
    private func other(_ id: String, _ day: Int, _ facts: [String: ReferenceValue?] = [:], _ events: [ReferenceCase.Event] = []) -> ReferenceCase {
        let all = Scenario.usual.merging(["breach.recorded": .date(SampleVocabulary.day + day)]) { $1 }.merging(facts) { $1 }
        var record = ReferenceCase(facts: SampleVocabulary.factNames.map { all[$0] ?? nil }, events: events, asOf: 0)
        record.id = id
        return record
    }

    @Test func aWindowEndsByItself() {
        var scenario = Scenario(during("often", "count(records within(@\"P10D\")) >= 2", impose("ban")))
        scenario.after = [other("b", 4)]
        #expect(scenario.on(3).status("ban") == nil)
        #expect(scenario.on(9).history("ban") == ["4 in-force often"])
        #expect(scenario.on(30).history("ban") == ["4 in-force often", "10 lifted often"])
    }

    @Test func theDayBeforeAllOthersThereIsNoHistory() {
        var scenario = Scenario(when("again", "count(history) > 0", impose("ban")), when("first", "count(history) = 0", impose("entry")))
        #expect(scenario.on(0).status("entry") == "in-force")
        scenario.before = [other("a", -20)]
        #expect(scenario.on(0).status("ban") == "in-force")
        #expect(scenario.on(0).status("entry") == nil)
    }

    @Test func theDayBeforeAnyEventHistoryMayBeEnough() {
        var scenario = Scenario(
            when("either", "has(\"rectified\") or count(history) >= 1", impose("ban")),
            during("stands", "number of standing(\"entry\") >= 1 and not(has(\"rectified\"))", impose("scrutiny")),
            when("both", "has(\"rectified\") and count(records within(@\"P90D\")) >= 2", impose("publication")), always("entered", impose("entry")))
        scenario.before = [other("a", -20)]
        #expect(scenario.on(0).status("ban") == "in-force")
        #expect(scenario.on(0).status("scrutiny") == "in-force")
        #expect(scenario.on(0).status("publication") == nil)
        scenario.events = [event("rectified", 3)]
        #expect(scenario.on(5).history("scrutiny") == ["0 in-force stands", "3 lifted stands"])
        #expect(scenario.on(5).status("publication") == "due")
    }

    @Test func measuresOfAnEarlierRecordAsTheyStandThatDay() {
        var scenario = Scenario(
            always("owes", impose("rectification", due: "breach.recorded + @\"P90D\"")),
            during("waits", "number of standing(\"rectification\") >= 1", impose("ban")))
        scenario.before = [other("a", -5, [:], [event("rectified", 7)])]
        #expect(scenario.on(20).history("ban") == ["0 in-force waits", "7 lifted waits"])
        // Its own doesn't count, nor does a later record's.
        scenario.before = []
        scenario.after = [other("b", 2)]
        #expect(scenario.on(20).status("ban") == nil)
    }

    @Test func aChainOfRecordsEachLookingBack() {
        var scenario = Scenario(
            when("first", "number of standing(\"ban\") = 0", impose("ban")),
            when("second", "number of standing(\"ban\") = 1", impose("ban", "scrutiny")),
            when("third", "number of standing(\"ban\") >= 2", impose("entry")))
        scenario.before = [other("a", -10), other("b", -5)]
        #expect(scenario.on(0).status("entry") == "in-force")
        #expect(scenario.on(0).status("ban") == nil)
    }

    @Test func whatAnEarlierRecordWaitsForHasItsName() {
        var scenario = Scenario(
            when("dear", "breach.loss > 50", impose("ban")), when("serious", "breach.serious", impose("publication")),
            during("waits", "number of standing(\"ban\") >= 1", impose("entry")))
        scenario.before = [other("a", -5, ["breach.loss": nil, "breach.serious": nil])]
        #expect(scenario.on(1).undetermined == ["waits": ["records.a.breach.loss"]])
    }

    @Test func aFactThatTheKindDoesNotHaveIsNull() {
        var scenario = Scenario(when("any", "count(history[breach.loss = null]) = 1", impose("ban")))
        var report = other("a", -5)
        report.kind = 1
        report.facts = report.facts.map { _ in nil }
        report.facts[0] = .date(SampleVocabulary.day - 5)
        report.facts[1] = .string("s-1")
        scenario.before = [report]
        #expect(scenario.on(1).status("ban") == "in-force")
        #expect(scenario.on(1).undetermined == [:])
    }
}
