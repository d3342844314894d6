import Testing

@Suite struct TermKindTests {
    @Test func neverDue() {
        expectFindings("rules:\n" + rule("r", then: "[{impose: ban, due: «loan.ended»}]"), "term-kind")
        expectFindings("rules:\n" + rule("r", then: "[{impose: [fine, entry], due: «loan.ended»}]"), "term-kind")
    }

    @Test func neverEnds() {
        expectFindings("rules:\n" + rule("r", then: "[{impose: entry, for: «term»}]"), "term-kind")
        expectFindings("rules:\n" + rule("r", then: "[{impose: entry, until: «loan.ended»}]"), "term-kind")
    }

    @Test func whatTakesIt() {
        expectFindings("rules:\n" + rule("r", then: "[{impose: fine, due: loan.ended, for: term}]"))
        expectFindings("rules:\n" + rule("r", then: "[{impose: sanctions, due: loan.ended}]"))
        expectFindings("rules:\n" + rule("r", then: "[{impose: notice, until: loan.ended}]"))
    }
}
