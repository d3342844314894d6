import Diagnostics
import Testing
import YAMLDocument
import _TestSupport

@Suite struct SpanTests {
    private func root(_ text: String) throws -> (YAMLDocument, YAMLNode) {
        let reading = YAMLDocument.read(SourceText(name: "t.yaml", text: text))
        #expect(reading.diagnostics.isEmpty, "\(reading.diagnostics.map(\.message.en))")
        let document = try #require(reading.document)
        return (document, try #require(document.root))
    }

    /// Marks every scalar and compares.
    private func expectScalars(_ marked: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let expected = MarkedText(marked)
        let (_, node) = try root(expected.text)
        var spans: [Span] = []
        func visit(_ node: YAMLNode) {
            if node.scalar != nil { spans.append(node.span) }
            for item in node.items ?? [] { visit(item) }
            for entry in node.entries ?? [] {
                visit(entry.key)
                visit(entry.value)
            }
        }
        visit(node)
        #expect(MarkedText.marking(spans, in: expected.text) == marked, sourceLocation: sourceLocation)
    }

    @Test func plainScalarsAfterChineseStandAtTheirBytes() throws {
        try expectScalars("«规则»:\n  «单位说明»: «失信.损失 >= 5»\n  «b»: «c»\n")
    }

    @Test func quotesBelongToTheScalar() throws {
        try expectScalars("«a»: «'it''s'»\n«b»: «\"x\\u4e2d\"»  # «\n".replacing("# «", with: "# c"))
    }

    @Test func blockScalarsEndWithTheirLastLine() throws {
        try expectScalars("«a»: «|\n  one\n  two»\n\n# comment\n«b»: «>-\n  x»\n")
    }

    @Test func anEmptyBlockScalarIsItsHeader() throws {
        try expectScalars("«a»: «|-» # none\n«b»: «x»\n")
    }

    @Test func emptyValuesStandBehindTheColon() throws {
        try expectScalars("«a»:«»\n«b»: «x»\n")
    }

    @Test func anchorsAndTagsAreNotPartOfTheNode() throws {
        try expectScalars("«a»: &x «one»\n«b»: !!str «two»\n«c»: &y !!str # c\n  «three»\n")
    }

    @Test func aByteOrderMarkShiftsNothing() throws {
        try expectScalars("\u{FEFF}«甲»: «乙»\n")
    }

    @Test func windowsLineEndsShiftNothing() throws {
        try expectScalars("«甲»: «乙»\r\n«b»: «c\r\n  d»\r\n")
    }

    @Test func longChineseTextCrossesEveryCheckpoint() throws {
        let lines = (0..<200).map { "«键\($0)»: «值，第\($0)个»" }
        try expectScalars(lines.joined(separator: "\n"))
    }

    @Test func blockCollectionsEndWithTheirLastChild() throws {
        let marked = MarkedText("a:\n  «b: 1\n  c:\n    - x»\n\n\n# far below\nd: 2\n")
        let (_, node) = try root(marked.text)
        #expect(node["a"]?.span == marked.spans[0])
        #expect(node.span == Span(0, marked.text.utf8.count - 1))
    }

    @Test func flowCollectionsIncludeTheirBrackets() throws {
        let marked = MarkedText("a: «[x, {b: c}]» # end\n")
        let (_, node) = try root(marked.text)
        #expect(node["a"]?.span == marked.spans[0])
    }

    @Test func anAliasKnowsWhereItStandsAndWhatItIs() throws {
        let marked = MarkedText("a: &one «[1, 2]»\nb: «*one»\n")
        let (_, node) = try root(marked.text)
        let b = try #require(node["b"])
        #expect(b.span == marked.spans[0])
        #expect(b.place == marked.spans[1])
        #expect(b.items?.count == 2)
        #expect(b.id == node["a"]?.id)
    }
}
