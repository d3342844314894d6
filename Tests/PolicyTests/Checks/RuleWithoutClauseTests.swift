import Testing

@Suite struct RuleWithoutClauseTests {
    @Test func restsOnNothing() {
        expectFindings("rules:\n  «r»: {when: late, then: {impose: ban}}\n", "rule-without-clause")
        expectFindings("replace:\n  «late reader pays»: {because: x, when: late, then: {impose: ban}}\n", "rule-without-clause")
    }

    @Test func aRefinementRestsOnWhatItRefines() {
        expectFindings("refine:\n  late reader pays: {then: {impose: ban}}\n")
    }

    @Test func anUnknownClauseIsTheOnlyFinding() {
        expectFindings("rules:\n  r: {clause: «t9», when: late, then: {impose: ban}}\n", "unknown-clause")
    }
}
