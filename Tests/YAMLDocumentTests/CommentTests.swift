import Diagnostics
import Testing
import YAMLDocument
import _TestSupport

@Suite struct CommentTests {
    private func document(_ text: String) throws -> YAMLDocument {
        let reading = YAMLDocument.read(SourceText(name: "t.yaml", text: text))
        #expect(reading.diagnostics.isEmpty)
        return try #require(reading.document).attachingComments()
    }

    @Test func everyCommentIsFoundAndNothingElse() throws {
        let marked = MarkedText(
            """
            «# head»
            a: x#y «# behind»
            b: 'not # this' «#tight»
            c: |  «# header»
              # text
              more
            d: [1, «# in flow»
              2]
            e: "not
              # this"
            f: ab#x 1
            «# tail»
            """)
        let document = try document(marked.text)
        #expect(MarkedText.marking(document.comments.map(\.span), in: marked.text) == MarkedText.marking(marked.spans, in: marked.text))
        #expect(document.comments.map(\.isOwnLine) == [true, false, false, false, false, true])
    }

    /// What each comment belongs to, by the text at which that node begins.
    private func owners(_ text: String) throws -> [String] {
        let document = try document(text)
        var starts: [Int: String] = [:]
        func visit(_ node: YAMLNode) {
            starts[node.id] = document.source.text(of: node.span).split(whereSeparator: { $0 == "\n" || $0 == ":" }).first.map(String.init)
            for item in node.items ?? [] { visit(item) }
            for entry in node.entries ?? [] {
                visit(entry.key)
                visit(entry.value)
            }
        }
        if let root = document.root { visit(root) }
        return document.comments.map { comment in
            guard let owner = comment.owner else { return "nobody" }
            return "\(owner.position) \(starts[owner.node] ?? "?")"
        }
    }

    @Test func commentsBelongToWhatFollowsOrStandsBesideThem() throws {
        #expect(
            try owners("# 1\na: 1 # 2\n# 3\nb:\n  # 4\n  c: 1\n  # 5\n\n# 6\nd: # 7\n  - x # 8\n  # 9\n  - y\n# 10\n") == [
                "before a", "behind a", "before b", "before c", "after c", "before d", "behind d", "behind x", "before y", "after a",
            ])
    }

    @Test func aFileOfCommentsHasThemToo() throws {
        let document = try document("# one\n# two\n")
        #expect(document.comments.count == 2)
        #expect(document.comments.allSatisfy { $0.owner == nil })
    }
}
