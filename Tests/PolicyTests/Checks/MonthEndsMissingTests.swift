import Diagnostics
import Policy
import Testing
import _TestSupport

@Suite struct MonthEndsMissingTests {
    private func expect(_ marked: String, _ codes: [String], place: SourceLocation = #_sourceLocation) {
        let path = "rules/a/pack.yaml"
        let text = MarkedText(marked).text
        let files = MemoryFiles(["rules/library/vocabulary.yaml": Fixture.vocabulary, path: text])
        #expect(Found(Checking.findings("rules/a", files), in: path, text) == Found(codes: codes, marked: marked), sourceLocation: place)
    }

    private func pack(_ more: String) -> String {
        "pack: a\nvocabulary: library\nclauses: {t1: {cite: 1, class: operative}}\nparameters:\n  p: {value: '@\"P1M\"', stated: false}\n\(more)"
    }

    @Test func monthsAddedToADate() {
        expect(pack("rules:\n" + rule("r", then: "[{impose: fine, due: «loan.ended + p»}]")), ["month-ends"])
        expect(pack("rules:\n" + rule("r", then: "[{impose: fine, for: «p»}]")), ["month-ends"])
        expect(pack("rules:\n" + rule("r", then: "[{impose: fine, for: «if book.lent then p else @\"P3D\"»}]")), ["month-ends"])
        expect(pack("define:\n  late: «loan.ended - p» < date of(\"returned\")\nrules:\n" + rule("r", "when: late")), ["month-ends"])
    }

    @Test func daysOrADeclaration() {
        expect(
            pack("rules:\n" + rule("r", "when: p > @\"P2M\" or p < @\"P3M\" and book.lent", then: "[{impose: fine, due: loan.ended + @\"P3D\"}]")), []
        )
        expect(pack("month ends: last day\nrules:\n" + rule("r", then: "[{impose: fine, due: loan.ended + p}]")), [])
    }
}
