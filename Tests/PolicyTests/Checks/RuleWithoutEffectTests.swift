import Testing

@Suite struct RuleWithoutEffectTests {
    @Test func nothingFollows() {
        expectFindings("rules:\n  «r»: {clause: t1, when: late, then: []}\n", "rule-without-effect")
        expectFindings("refine:\n  «late reader pays»: {}\n", "rule-without-effect")
    }

    @Test func somethingFollows() {
        expectFindings("refine:\n  late reader pays: {when: book.lent}\n")
        expectFindings("refine:\n  late reader pays: {clause: t1}\n")
    }
}
