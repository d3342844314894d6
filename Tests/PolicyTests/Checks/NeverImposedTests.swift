import Testing

@Suite struct NeverImposedTests {
    @Test func nothingImposesIt() {
        expectFindings("rules:\n" + rule("r", "when: late", then: "{lift: «notice»}"), "never-imposed")
        expectFindings("rules:\n" + rule("r", "when: book.lent", then: "{revoke: [fine, «notice»]}"), "never-imposed")
        expectFindings("rules:\n" + rule("r", "while: objection pending", then: "{suspend: «notice», clock: runs}"), "never-imposed")
        expectFindings("rules:\n" + rule("r", "while: objection pending", then: "{withhold: «notice»}"), "never-imposed")
        expectFindings("rules:\n" + rule("r", then: "{may: waive, measures: «notice»}"), "never-imposed")
        expectFindings("groups:\n  shown: [notice, entry]\nrules:\n" + rule("r", then: "{revoke: «shown»}"), "never-imposed")
    }

    @Test func nothingImposesItOnThese() {
        expectFindings("rules:\n" + rule("r", "applies to: minors", "when: late", then: "{lift: «ban»}"), "never-imposed")
    }

    @Test func imposedAboveOrInPart() {
        expectFindings("rules:\n" + rule("r", "when: book.lent", then: "{lift: sanctions}"))
        expectFindings("rules:\n" + rule("r", "when: book.lent", "applies to: minors", then: "{lift: sanctions}"))
        expectFindings("rules:\n" + rule("a", then: "{impose: notice}") + rule("r", "while: objection pending", then: "{withhold: notice}"))
        expectFindings("rules:\n" + rule("r", "applies to: [child, adult]", "when: book.lent", then: "{lift: ban}"))
    }

    @Test func aRuleDroppedBelow() {
        let text = "drop:\n  late reader is banned: {because: x}\nrules:\n"
        expectFindings(text + rule("r", "when: book.lent", then: "{lift: «ban»}"), "never-imposed")
    }
}
