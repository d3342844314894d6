import Testing

@Suite struct SuspendWithoutWhileTests {
    @Test func withoutEnd() {
        expectFindings("rules:\n" + rule("r", "when: book.lent", then: "[«{suspend: ban, clock: runs}»]"), "suspend-without-while")
        expectFindings("rules:\n" + rule("r", then: "[«{suspend: ban, clock: runs}»]"), "suspend-without-while")
        expectFindings("refine:\n  late reader pays:\n    then: [«{suspend: ban, clock: runs}»]\n", "suspend-without-while")
    }

    @Test func asLongAsSomethingLasts() {
        expectFindings("rules:\n" + rule("r", "while: book.lent", then: "[{suspend: ban, clock: runs}]"))
        expectFindings("refine:\n  fine may be waived:\n    while: book.lent\n    then: [{suspend: fine, clock: runs}]\n")
    }
}
