import Testing

@Suite struct StatedWithoutClauseTests {
    private let use = "rules:\n" + rule("r", "when: book.price > p")

    @Test func nowhere() {
        expectFindings("parameters:\n  «p»: {value: 1}\n" + use, "stated-without-clause")
        expectFindings("set:\n  «term»: {value: '@\"P2M\"'}\n", "stated-without-clause")
    }

    @Test func somewhereOrNot() {
        expectFindings("parameters:\n  p: {value: 1, clause: t1}\n" + use)
        expectFindings("parameters:\n  p: {value: 1, stated: false}\n" + use)
    }
}
