import Testing

@Suite struct ConflictingClocksTests {
    private let runs = rule("a", "while: objection pending", then: "{suspend: ban, clock: runs}")

    @Test func underOneCondition() {
        expectFindings(
            "rules:\n" + runs + rule("b", "while: objection pending", then: "[«{suspend: sanctions, clock: stops}»]"), "conflicting-clocks")
    }

    @Test func oneClockOrTwoConditions() {
        expectFindings("rules:\n" + runs + rule("b", "while: objection pending", then: "{suspend: ban, clock: runs}"))
        expectFindings("rules:\n" + runs + rule("b", "while: book.lent", then: "{suspend: ban, clock: stops}"))
        expectFindings("rules:\n" + runs + rule("b", "while: objection pending", then: "{suspend: fine, clock: stops}"))
    }
}
