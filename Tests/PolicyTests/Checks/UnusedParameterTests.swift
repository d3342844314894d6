import Testing

@Suite struct UnusedParameterTests {
    @Test func declaredOrSetForNothing() {
        expectFindings("parameters:\n  «p»: {value: 1, stated: false}\n", "unused-parameter")
        expectFindings(
            "set:\n  term: {value: «'@\"P2M\"'», stated: false}\nreplace:\n  late reader is banned: {because: x, clause: t1, then: {impose: ban}}\n",
            "unused-parameter")
    }

    @Test func used() {
        expectFindings("set:\n  term: {value: '@\"P2M\"', stated: false}\n")
        expectFindings("parameters:\n  p: {value: 1, stated: false, label: {zh: 起点, en: least price}}\nrules:\n" + rule("r", "when: book.price > 起点"))
        expectFindings("parameters:\n  p: {value: 1, stated: false}\ndefine:\n  d: book.price > p\nrules:\n" + rule("r", "when: d"))
        expectFindings(
            "parameters:\n  p: {value: '@\"P3D\"', stated: false}\nrules:\n" + rule("r", then: "[{impose: fine, due: loan.ended + p}]"))
    }

    @Test func aMisspeltNameIsTheOnlyFinding() {
        expectFindings("parameters:\n  least: {value: 1, stated: false}\nrules:\n" + rule("r", "when: book.price > «leest»"), "unknown-name")
    }
}
