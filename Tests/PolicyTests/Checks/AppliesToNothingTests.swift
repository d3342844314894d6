import Testing

@Suite struct AppliesToNothingTests {
    @Test func anEmptyList() {
        expectFindings("rules:\n  «r»: {clause: t1, applies to: [], then: {impose: fine}}\n", "applies-to-nothing")
    }

    @Test func everyoneIsNotNothing() {
        expectFindings("rules:\n" + rule())
        expectFindings("rules:\n" + rule("r", "applies to: minors"))
    }
}
