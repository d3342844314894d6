import Testing

@Suite struct ContradictionTests {
    @Test func imposedAndUndoneAtOnce() {
        expectFindings("rules:\n" + rule("a", "when: late") + rule("b", "when: late", then: "[«{revoke: fine}»]"), "contradiction")
        expectFindings("rules:\n" + rule("a", "when: late", then: "[{impose: ban}, «{lift: sanctions}»]"), "contradiction")
        // The same condition in other words.
        expectFindings(
            "rules:\n" + rule("a", "when: book.lent and book.price > 5")
                + rule("b", "when: 5 < book.price and book.lent = true", then: "[«{lift: fine}»]"), "contradiction")
        expectFindings("rules:\n" + rule("a", "applies to: minors") + rule("b", "applies to: child", then: "[«{lift: fine}»]"), "contradiction")
    }

    @Test func otherConditionsOthersAndOtherPacks() {
        expectFindings("rules:\n" + rule("a", "when: late") + rule("b", "when: late and book.lent", then: "{lift: fine}"))
        expectFindings("rules:\n" + rule("a", "when: late") + rule("b", "when: late", then: "{lift: ban}"))
        expectFindings(
            "rules:\n" + rule("a", "when: late", "applies to: child", then: "{impose: ban}")
                + rule("b", "when: late", "applies to: adult", then: "{lift: ban}"))
        // What the pack above imposes, the pack below may undo.
        expectFindings("rules:\n" + rule("b", "when: late", then: "{lift: fine}"))
    }
}
