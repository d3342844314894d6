import Testing

@Suite struct AlwaysTrueTests {
    private func expect(_ condition: String, _ codes: String..., place: SourceLocation = #_sourceLocation) {
        let marked = "rules:\n" + rule("r", "when: \(condition)")
        if codes.isEmpty { expectFindings(marked, place: place) } else { expectFindings(marked, codes[0], place: place) }
    }

    @Test func found() {
        expect("«true»", "always-true")
        expect("«book.price >= 0»", "always-true")
        expect("«book.lent or not(book.lent)»", "always-true")
        expect("«reader.kind in (\"child\", \"adult\", \"student\")»", "always-true")
        expect("«book.price > 3 or book.price < 5»", "always-true")
    }

    @Test func notFound() {
        expect("book.price > 0")
        expect("reader.kind in (\"child\", \"adult\")")
        expect("book.price > 5 or book.price < 5")
        expect("late or is known(book.price)")
    }
}
