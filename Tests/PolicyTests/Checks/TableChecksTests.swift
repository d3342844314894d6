import Testing

/// What is seen of a decision table before it runs; what is written wrongly stands in the corpus of faults.
@Suite struct TableChecksTests {
    private func table(_ hit: String, _ inputs: String, _ rows: String..., more: String = "") -> String {
        "define:\n  d:\n    «table»:\n      hit: \(hit)\n      inputs: [\(inputs)]\n\(more)      rows:\n"
            + rows.map { "        - \($0)\n" }.joined() + "rules:\n" + rule("r", then: "{impose: ban, for: d}")
    }

    /// Without the mark at the key, where a gap is reported.
    private func whole(_ hit: String, _ inputs: String, _ rows: String...) -> String {
        ("define:\n  d:\n    table:\n      hit: \(hit)\n      inputs: [\(inputs)]\n      rows:\n" + rows.map { "        - \($0)\n" }.joined()
            + "rules:\n" + rule("r", then: "{impose: ban, for: d}"))
    }

    private let day = "'@\"P1D\"'"

    @Test func gaps() {
        expectFindings(table("unique", "book.lent", "[true, \(day)]"), "table-gap")
        expectFindings(table("first", "book.price", "['< 5', \(day)]", "['> 5', \(day)]"), "table-gap")
        expectFindings(table("any", "reader.kind", "['\"child\", \"adult\"', \(day)]"), "table-gap")
        expectFindings(table("collect sum", "book.lent, book.price", "[true, '-', \(day)]", "[false, '[0..10)', \(day)]"), "table-gap")
    }

    @Test func noGaps() {
        expectFindings(whole("unique", "book.lent", "[true, \(day)]", "[false, \(day)]"))
        expectFindings(whole("first", "book.price", "['< 5', \(day)]", "['>= 5', \(day)]"))
        expectFindings(whole("unique", "book.price", "['[0..5)', \(day)]", "['>= 5', \(day)]"))
        expectFindings(whole("any", "reader.kind", "['\"child\", \"adult\"', \(day)]", "['not(\"child\", \"adult\")', \(day)]"))
        // What isn't seen through may be hit anywhere.
        expectFindings(whole("first", "book.price", "['? > 2 and book.lent', \(day)]"))
    }

    @Test func overlaps() {
        expectFindings(whole("unique", "book.price", "['< 5', \(day)]", "['>= 5', \(day)]"))
        expectFindings(whole("unique", "book.price", "['<= 5', \(day)]", "«['>= 5', \(day)]»"), "table-overlap")
        expectFindings(
            whole("unique", "book.lent, book.price", "[true, '-', \(day)]", "«['-', '> 5', \(day)]»", "[false, '<= 5', \(day)]"), "table-overlap")
        expectFindings(whole("any", "book.lent", "['-', \(day)]", "[true, \(day)]"))
        expectFindings(whole("first", "book.lent", "[true, \(day)]", "['-', \(day)]"))
    }

    @Test func masked() {
        expectFindings(whole("first", "book.lent", "['-', \(day)]", "«[true, \(day)]»"), "table-row-masked")
        expectFindings(whole("first", "book.price", "['< 5', \(day)]", "['>= 5', \(day)]", "«['3', \(day)]»"), "table-row-masked")
        expectFindings(whole("collect max", "book.price", "['-', \(day)]", "«['< 0', \(day)]»"), "table-row-masked")
    }

    @Test func readInChineseToo() {
        let text = """
            定义:
              d:
                决策表:
                  命中: 唯一
                  输入: [图书.外借]
                  输出取值: ['@"P1D"', '@"P2D"']
                  行:
                    - {当: true, 则: '@"P1D"', 条款: t1, 备注: 外借}
                  默认: '@"P2D"'

            """
        expectFindings(text + "rules:\n" + rule("r", then: "{impose: ban, for: d}"))
    }
}
