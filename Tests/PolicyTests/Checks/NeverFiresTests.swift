import Diagnostics
import Testing

@Suite struct NeverFiresTests {
    private func expect(_ condition: String, _ codes: [String] = ["never-fires"], place: SourceLocation = #_sourceLocation) {
        let marked = "rules:\n" + rule("r", "applies to: [child, adult]", "when: \(condition)")
        if codes.isEmpty { expectFindings(marked, place: place) } else { expectFindings(marked, "never-fires", place: place) }
    }

    @Test func constants() {
        expect("«false»")
        expect("«1 > 2»")
        expect("book.lent and «false»")
        expect("book.lent and «null»")
    }

    @Test func valuesThatExcludeEachOther() {
        expect("reader.kind = \"child\" and «reader.kind = \"adult\"»")
        expect("reader.kind in (\"child\", \"adult\") and book.lent and «not(reader.kind in (\"adult\", \"child\"))»")
        expect("book.lent and «not(book.lent)»")
        expect("book.lent = false and «book.lent»")
        expect("has(\"paid\") and «has(\"paid\") = false»")
        expect("objection pending and «not(objection pending)»")
        expect("if book.lent then reader.kind = \"child\" else reader.kind = \"adult\"", [])
    }

    @Test func intervalsWithNothingInThem() {
        expect("book.price > 5 and «book.price < 3»")
        expect("book.price > 5 and «book.price <= 5»")
        expect("book.price >= 5 and book.price <= 5", [])
        expect("book.price >= 5 and book.price <= 5 and «book.price != 5»")
        expect("5 > book.price and «7 < book.price»")
        expect("(book.price in [1..3]) and «book.price between 4 and 5»")
        expect("not(book.price in [1..3]) and «book.price = 2»")
        expect("book.price > 3 and book.price < 4", [])
        expect("loan.ended > @\"2020-01-01\" and «loan.ended < @\"2020-01-02\"»")
        expect("loan.ended > @\"2020-01-01\" and loan.ended < @\"2020-01-03\"", [])
        expect("number of(\"paid\") > 2 and «number of(\"paid\") = 1»")
        expect("(loan.ended).year > 2020 and «(loan.ended).year < 2019»")
    }

    @Test func outsideTheRangeOrTheScope() {
        expect("«book.price < 0»")
        expect("book.price <= 0", [])
        expect("book.lent and «reader.kind = \"student\"»")
        expect("reader.kind = \"student\" or reader.kind = \"child\"", [])
    }

    @Test func throughDefinitions() {
        let head = "define:\n  cheap: book.price < 5\n  moved: {any of: [paid, returned]}\nrules:\n"
        expectFindings(head + rule("r", "when: cheap and «book.price > 9» and moved"), "never-fires")
        expectFindings(head + rule("r", "when: cheap and moved and «not(has(\"paid\") or has(\"returned\"))»"), "never-fires")
        expectFindings(head + rule("r", "when: not(cheap) and moved and book.price > 9"))
    }

    @Test func throughARefinement() {
        let head = "parameters:\n  dear: {value: 9, stated: false, label: {zh: 贵, en: dear books}}\nrefine:\n"
        expectFindings(head + "  late reader pays: {when: book.price > dear and «book.price < 2»}\n", "never-fires")
        expectFindings("refine:\n  late reader pays: {when: «late = false»}\n", "never-fires")
    }

    @Test func namesTheOtherHalf() throws {
        let found = Checking.inMore("rules:\n" + rule("r", "when: book.price > 5 and book.price < 3"))
        let finding = try #require(found.first)
        #expect(finding.message.en == "`book.price < 3` and `book.price > 5` are never true together, so the rule never fires")
        #expect(finding.notes.first?.location.map { $0.source.text(of: $0.span) } == "book.price > 5")
    }

    @Test func conditionsMadeToBranchGiveUp() {
        // 2 to the 60th ways: whoever follows each never ends.
        var text = "define:\n  d0: book.price > 1 or book.lent\n"
        for index in 1...60 { text += "  d\(index): d\(index - 1) and (d\(index - 1) or book.price > \(index))\n" }
        expectFindings(text + "rules:\n" + rule("r", "when: d60"))
    }
}
