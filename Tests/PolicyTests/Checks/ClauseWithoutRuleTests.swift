import Testing

@Suite struct ClauseWithoutRuleTests {
    @Test func neitherRuleNorClass() {
        expectFindings("clauses:\n  «x1»: {cite: 9, zh: 甲, en: a}\n", "clause-without-rule")
    }

    @Test func carriedOutOrClassed() {
        expectFindings("clauses:\n  x1: {cite: 9, class: declaratory}\n")
        expectFindings("clauses:\n  x1: {cite: 9, class: operative}\n")
        expectFindings("clauses:\n  x1: {cite: 9}\nrules:\n  r: {clause: 9, when: late, then: {impose: ban}}\n")
        expectFindings("clauses:\n  x1: {cite: 9}\nrefine:\n  late reader pays: {clause: x1}\n")
        expectFindings("clauses:\n  x1: {cite: 9}\nset:\n  term: {value: '@\"P2M\"', clause: x1}\n")
    }
}
