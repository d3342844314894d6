import Diagnostics
import Testing
import _TestSupport

@testable import YAMLDocument

/// A piece of a scalar's text, found again in the file.
@Suite struct PositionTests {
    /// The value of `a`; the mark in `marked` is where `piece` of its text must be found.
    private func expect(_ piece: String, at marked: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let expected = MarkedText(marked)
        let source = SourceText(name: "t.yaml", text: expected.text)
        let document = try #require(YAMLDocument.read(source).document, sourceLocation: sourceLocation)
        let node = try #require(document.root?["a"], sourceLocation: sourceLocation)
        let scalar = try #require(node.scalar)
        let reread = ScalarPositions.read(scalar.style, span: node.span, in: source, expecting: scalar.text)
        #expect(String(decoding: reread.text, as: UTF8.self) == scalar.text, sourceLocation: sourceLocation)
        let range = try #require(scalar.text.firstRange(of: piece), "\(scalar.text)", sourceLocation: sourceLocation)
        let utf8 = scalar.text.utf8
        let span = Span(
            utf8.distance(from: utf8.startIndex, to: range.lowerBound), utf8.distance(from: utf8.startIndex, to: range.upperBound))
        let map = try #require(document.positions(of: node))
        #expect(MarkedText.marking([map.fileSpan(of: span)], in: expected.text) == marked, sourceLocation: sourceLocation)
    }

    @Test func plain() throws {
        try expect("损失", at: "a: 失信.«损失» >= 5\n")
    }

    @Test func plainOverSeveralLines() throws {
        try expect("impact", at: "a: loss >= 5\n   or  \n     «impact» = 1\n")
        try expect("or impact", at: "a: loss >= 5\r\n   «or  \r\n     impact» = 1\r\n")
        try expect("\n", at: "a: x«\n\n  »y\n")
    }

    @Test func singleQuoted() throws {
        try expect("P1Y", at: "a: '@\"«P1Y»\"'\n")
        try expect("b", at: "a: 'it''s ''«b»'''\n")
        try expect("'", at: "a: 'it«''»s'\n")
        try expect("y", at: "a: '  x  \n\n   «y» '\n")
    }

    @Test func doubleQuoted() throws {
        try expect("outcome", at: #"a: "\"x\" \u4e2d \#t«outcome» = 1""# + "\n")
        try expect("中", at: #"a: "x«\u4e2d»y""# + "\n")
        try expect("😀", at: #"a: "x«\U0001F600»y""# + "\n")
        try expect("c", at: "a: \"b \\\n   \n\n   «c»\"\n")
        try expect("c", at: "a: \"b \n   «c»\"\n")
        try expect("\u{E9}", at: #"a: "«\xe9»""# + "\n")
    }

    @Test func literal() throws {
        try expect("甲", at: "a: |\n  x\n\n    «甲» y\nb: 1\n")
        try expect("y", at: "a: |\r\n  x\r\n  «y»\r\nb: 1\r\n")
        try expect("y", at: "x:\na: |2-\n    x\n  «y»\nb: 1\n")
        try expect("y", at: "a: |+\n  x\n\n  «y»\n\n\n")
        try expect("y", at: "a: |\n  x\n  «y»")
    }

    @Test func folded() throws {
        try expect("impact", at: "a: >\n  loss >= 5\n  or «impact» = 1\n\n  and x\nb: 1\n")
        try expect("indented", at: "a: >-\n  one\n    «indented»\n  two\n")
        try expect("two", at: "a: >+\n\n  one\n\n\n  «two»\n\n")
        try expect("one two", at: "a: >\n  «one\n  two»\n")
    }

    @Test func emptyTextsHaveAPlaceToo() throws {
        let source = SourceText(name: "t.yaml", text: "a: ''\n")
        let document = try #require(YAMLDocument.read(source).document)
        let map = try #require(document.root?["a"].flatMap { document.positions(of: $0) })
        #expect(map.fileSpan(of: .at(0)) == .at(4))
    }

    /// Whatever libyaml makes of a scalar, reading its bytes again makes the same.
    @Test func everyScalarIsReadTheSameTwice() throws {
        let seed: UInt64 = 20_260_301
        var random = SeededGenerator(seed: seed)
        let words = ["x", "失信", " ", "  ", "''", "\\n", "\\u4e2d", "\n", "\n\n", "\n ", "\\\n", "\t", "b c", "1", "\r\n", "\\\"", "é"]
        var read = 0
        for _ in 0..<20_000 {
            let style = ["", "'", "\"", "|", ">", "|-", ">+", "|+", ">-", "|2", ">1-"].randomElement(using: &random) ?? ""
            let isBlock = style.hasPrefix("|") || style.hasPrefix(">")
            var body = isBlock ? "\n" : ""
            for _ in 0..<Int.random(in: 0...8, using: &random) { body += words.randomElement(using: &random) ?? "" }
            body = body.replacing("\n", with: isBlock ? "\n   " : "\n  ")
            let quote = isBlock ? "" : style
            let text = "k:\n a: \(style)\(body)\(quote)\n z: 1\n"
            let source = SourceText(name: "t.yaml", text: text)
            guard let document = YAMLDocument.read(source).document, let node = document.root?["k"]?["a"], let scalar = node.scalar else { continue }
            read += 1
            let reread = ScalarPositions.read(scalar.style, span: node.span, in: source, expecting: scalar.text)
            #expect(reread.text.elementsEqual(scalar.text.utf8), "seed \(seed): \(text.debugDescription) is \(scalar.text.debugDescription)")
            #expect(reread.map.pieces.last?.text.upper ?? 0 == scalar.text.utf8.count)
            for piece in reread.map.pieces where piece.verbatim {
                #expect(source.bytes[piece.file.lower..<piece.file.upper].elementsEqual(reread.text[piece.text.lower..<piece.text.upper]))
            }
        }
        #expect(read > 10_000, "only \(read) could be read")
    }
}
