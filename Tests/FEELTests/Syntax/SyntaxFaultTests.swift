import Diagnostics
import FEEL
import Testing
import _TestSupport

/// Where faults of syntax are reported, and what mend they offer.
@Suite struct SyntaxFaultTests {
    @Test(arguments: [
        ("a «==» b", "syntax", "`=`"), ("a «&&» b", "syntax", "`and`"), ("a «||» b", "syntax", "`or`"), ("«!»a", "syntax", "not"),
        ("a «=>» b", "syntax", "`>=`"), ("sum«（»a）", "syntax", "`(`"), ("[1«，»2]", "syntax", "`,`"), ("a «＝» b", "syntax", "`=`"),
        ("a «≥» b", "syntax", "`>=`"), ("a = «“»x”", "syntax", "\""), ("a = «'»x'", "syntax", "\""), ("a «×» b", "syntax", "`*`"),
        ("{a«：»1}", "syntax", "`:`"), ("«[»1, 2", "unclosed-bracket", "]"), ("«(»a + b", "unclosed-bracket", ")"),
        ("sum«(»a", "unclosed-bracket", ")"),
        ("{a: «{»b: 1", "unclosed-bracket", "}"), ("\"a\" + «\"»b", "unclosed-string", "\""), ("\"a«\\q»\"", "bad-escape", "\\"),
        ("a «/*» b", "unclosed-comment", ""), ("a +«»", "syntax", ""), ("a «)»", "syntax", ""), ("if a «b»", "syntax", ""),
        ("for x of a return x«»", "syntax", ""), ("«»", "empty-expression", ""), ("« »", "empty-expression", ""), ("a instance of «5»", "syntax", ""),
        ("some x in a «return» x", "syntax", ""), ("a between 1 «or» 2", "syntax", ""), ("{1«:» 2}", "syntax", ""), ("a[«]»", "syntax", ""),
        ("\"«\\uD800»\"", "bad-escape", ""),
    ])
    func reports(marked: String, code: String, mend: String) throws {
        let marked = MarkedText(marked)
        let result = ParserTests.parse(marked.text, names: ["a", "b"])
        #expect(result.expr == nil)
        let fault = try #require(result.diagnostics.first)
        #expect(fault.code == code)
        let span = try #require(fault.location?.span)
        #expect(MarkedText.marking([span], in: marked.text) == MarkedText.marking(marked.spans, in: marked.text))
        if !mend.isEmpty {
            let words = fault.mend.map { $0.en + $0.zh } ?? ""
            #expect(words.contains(mend), "\(words)")
        }
        #expect(!fault.message.zh.isEmpty && !fault.message.en.isEmpty)
    }

    @Test func bytesThatAreNoText() {
        let bytes: [UInt8] = [0x61, 0x20, 0xFF, 0x2B, 0xE4, 0xB8]
        let result = Parser.parseExpression(SourceText(name: "t", bytes: bytes), names: NameTable(["a"]), members: NameTable())
        #expect(result.expr == nil)
        #expect(result.diagnostics.first?.code == "encoding")
        #expect(result.diagnostics.first?.location?.span == Span(2, 3))
    }

    /// Whatever bytes come, there is a tree or a fault.
    @Test func randomTextsAreReadOrReported() {
        let seed = UInt64.random(in: 0..<1_000_000)
        print("random texts: seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let parts = [
            "a", "b ", "(", ")", "[", "]", "{", "}", "..", ".", ",", ":", "if ", "then ", "else ", "for ", " in ", " return ", "some ", "satisfies ",
            "function", "not", "<", ">=", "=", "!", "&", "-", "+", "*", "**", "/", "//", "/*", "\"", "\\", "@\"", "1", ".5", "1e", " and ", " or ",
            " between ", " instance of ", "list<", "->", "?", "item", "（", "，", "失信", "\n", "\u{0}", "é", "null", "true", "[1..2]",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...14, using: &random)).map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }.joined()
            let result = ParserTests.parse(text)
            #expect((result.expr == nil) == !result.diagnostics.isEmpty, "\(text)")
            for fault in result.diagnostics {
                let span = fault.location?.span ?? .at(-1)
                #expect(span.lower >= 0 && span.upper <= text.utf8.count, "\(text)")
            }
        }
    }
}
