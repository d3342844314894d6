import Diagnostics
import Testing
import _TestSupport

@Suite struct RendererTests {
    private func diagnostic(_ marked: String, code: String = "unknown-measure", severity: Severity = .error, mend: Phrase? = nil) -> Diagnostic {
        let text = MarkedText(marked)
        let source = SourceText(name: "rules/甲.yaml", text: text.text)
        return Diagnostic(
            code: code, severity: severity, message: Phrase(zh: "没有措施 `x`", en: "no measure is called `x`"),
            location: Location(source: source, span: text.spans.first ?? .at(0)), mend: mend)
    }

    private func render(_ diagnostic: Diagnostic, _ language: Language = .english) -> String {
        TerminalRenderer(language: language).render(diagnostic)
    }

    @Test func terminalShowsPlaceLineCaretAndMend() {
        let found = diagnostic("rules:\n  - lift: «bann»\n", mend: Phrase(zh: "是否想写 `ban`", en: "did you mean `ban`"))
        #expect(
            render(found) == """
                rules/甲.yaml:2:11: error[unknown-measure]: no measure is called `x`
                    - lift: bann
                            ^~~~
                  help: did you mean `ban`

                """)
        #expect(
            render(found, .chinese) == """
                rules/甲.yaml:2:11: 错误[unknown-measure]: 没有措施 `x`
                    - lift: bann
                            ^~~~
                  改法：是否想写 `ban`

                """)
    }

    @Test func caretsStayBelowWideCharactersAndTabs() {
        #expect(render(diagnostic("施加: «联合x»\n")).split(separator: "\n").suffix(2) == ["    施加: 联合x", "          ^~~~~"])
        #expect(render(diagnostic("a\t«b»\tc\n")).split(separator: "\n").suffix(2) == ["    a   b   c", "        ^"])
        #expect(render(diagnostic("e\u{301}«z»\n")).split(separator: "\n").last == "     ^")
        #expect(render(diagnostic("\t \t«z»\n")).split(separator: "\n").suffix(2) == ["    z", "    ^"])
    }

    @Test func spansBeyondTheLineAndOddPlacesDoNoHarm() {
        #expect(render(diagnostic("ab«c\nd»e\n")).split(separator: "\n").suffix(2) == ["    abc", "      ^"])
        #expect(render(diagnostic("abc«»")).split(separator: "\n").suffix(2) == ["    abc", "       ^"])
        #expect(render(diagnostic("«»")).split(separator: "\n").count == 1)
        var nowhere = diagnostic("x")
        nowhere.location = nil
        #expect(render(nowhere) == "error[unknown-measure]: no measure is called `x`\n")
        // Neither control characters nor turned text reach the terminal.
        #expect(render(diagnostic("a\u{1B}[2J\u{202E}«b»\n")).split(separator: "\n").suffix(2) == ["    a·[2J·b", "          ^"])
    }

    @Test func colourOnlyWhenAsked() {
        let found = diagnostic("«a»")
        #expect(!render(found).contains("\u{1B}"))
        #expect(TerminalRenderer(language: .english, colour: true).render(found).contains("\u{1B}[1;31merror[unknown-measure]\u{1B}[0m"))
    }

    @Test func ordersByFilePlaceAndCodeAndTellsEachOnce() {
        let text = SourceText(name: "b", text: "0123456789")
        let other = SourceText(name: "a", text: "0123456789")
        func at(_ source: SourceText, _ offset: Int, _ code: String) -> Diagnostic {
            Diagnostic(code: code, message: Phrase(same: code), location: Location(source: source, span: .at(offset)))
        }
        let found = [at(text, 5, "x"), at(text, 5, "c"), at(text, 1, "z"), at(other, 9, "z"), at(text, 5, "x")]
        #expect(found.inOrder().map { "\($0.location?.source.name ?? "")\($0.location?.span.lower ?? 0)\($0.code)" } == ["a9z", "b1z", "b5c", "b5x"])
        #expect(TerminalRenderer(language: .english).summary(found) == "4 errors, 0 warnings")
    }

    @Test func jsonHasBothLanguagesAndPlaces() {
        var found = diagnostic("甲: «b»\n", severity: .warning, mend: Phrase(zh: "引号\"", en: "a\\b\n"))
        found.notes = [Diagnostic.Note(message: Phrase(same: "n"), location: nil)]
        #expect(
            JSONRenderer().render([found]) == #"""
                [
                  {
                    "code": "unknown-measure",
                    "severity": "warning",
                    "message": {
                      "zh": "没有措施 `x`",
                      "en": "no measure is called `x`"
                    },
                    "location": {
                      "file": "rules/甲.yaml",
                      "start": {
                        "line": 1,
                        "column": 4,
                        "offset": 5
                      },
                      "end": {
                        "line": 1,
                        "column": 5,
                        "offset": 6
                      }
                    },
                    "mend": {
                      "zh": "引号\"",
                      "en": "a\\b\n"
                    },
                    "notes": [
                      {
                        "message": {
                          "zh": "n",
                          "en": "n"
                        },
                        "location": null
                      }
                    ]
                  }
                ]

                """#)
        #expect(JSONRenderer().render([]) == "[]\n")
    }

    @Test func sarifNamesRulesAndEscapesPaths() {
        let found = diagnostic("甲: «b»\n", mend: Phrase(zh: "改", en: "mend it"))
        let text = SARIFRenderer(language: .english, version: "1.2.3").render([found, diagnostic("«a»", code: "a-code")])
        #expect(text.contains("\"version\": \"2.1.0\""))
        #expect(text.contains("\"version\": \"1.2.3\""))
        #expect(text.contains("\"uri\": \"rules/%E7%94%B2.yaml\""))
        #expect(text.contains("\"text\": \"no measure is called `x`; mend it\""))
        #expect(text.contains("\"startColumn\": 4"))
        let codes = text.split(separator: "\n").filter { $0.contains("\"id\":") }.map { $0.filter { $0 != " " } }
        #expect(codes == ["\"id\":\"a-code\"", "\"id\":\"unknown-measure\""])
    }
}
