import Testing

@Suite struct UnusedDefinitionTests {
    @Test func nothingReadsIt() {
        expectFindings("define:\n  «d»: book.price > 1\n", "unused-definition")
        expectFindings("define:\n  «d»: {any of: paid}\n", "unused-definition")
    }

    @Test func used() {
        expectFindings("define:\n  d: book.price > 1\n  e: d\nrules:\n" + rule("r", "when: e"))
        expectFindings("define:\n  d: {any of: paid}\nrules:\n" + rule("r", "when: not(d)"))
        expectFindings("define:\n  who: reader.id\nrules:\n" + rule("r", then: "[{impose: fine, addressee: who}]"))
    }
}
