import Diagnostics
import Testing
import _TestSupport

@testable import FEEL

/// What is said about a text that isn't FEEL, and where.
@Suite struct SyntaxFindingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var expected: [ExpectedDiagnostic]
        var testDescription: String { text }

        init(_ text: String, _ expected: ExpectedDiagnostic...) {
            self.text = text
            self.expected = expected
        }
    }

    private typealias Finding = ExpectedDiagnostic

    @Test(arguments: [
        Case("«»", Finding("empty-expression", en: ["no expression"], zh: ["没有表达式"])),
        Case("«  // nothing\n»", Finding("empty-expression")),
        Case("1 +«»", Finding("syntax", en: ["ends where a value was expected"], zh: ["到此为止", "一个值"])),
        Case("«*» 1", Finding("syntax", en: ["found `*`", "a value"])),
        Case("x «)»", Finding("syntax", en: ["`)` closes nothing"], zh: ["没有与它对应的括号"])),
        Case("1 «2»", Finding("syntax", en: ["found `2`", "an operator or the end"], zh: ["运算符或表达式结尾"])),
        Case("\"a\" «\"b\"»", Finding("syntax", en: ["an operator"])),
        Case("x «%» 2", Finding("syntax", en: ["modulo(a, b)"], zh: ["modulo(a, b)"])),
        Case("x «^» 2", Finding("syntax", en: ["`**`"])),
        Case("x «not» in (1, 2)", Finding("syntax", en: ["not(x in"], zh: ["not(x in"])),
        Case("«and» x", Finding("syntax", en: ["found `and` where a value"])),
        Case("x and«»", Finding("syntax", en: ["ends where a value"])),
        Case("«>» 5 and x", Finding("syntax", en: ["`>`", "x > 5"])),
        // Lexical faults.
        Case("«\"abc + 1»\n+ 2", Finding("unclosed-string", en: ["on its line", "\\n"], zh: ["没有在本行结束"])),
        Case("f(1, «\"abc)»", Finding("unclosed-string")),
        Case("1 «/*» + 1", Finding("unclosed-comment", en: ["`*/`"])),
        Case(#""a«\u12»x" + x"#, Finding("bad-escape", en: [#"`\u12`"#], zh: ["十六进制"])),
        Case(#""«\uD83D»""#, Finding("bad-escape")),
        Case(#""«\uDC00»\uD83D\uDC0E""#, Finding("bad-escape")),
        Case(#""«\U110000»""#, Finding("bad-escape")),
        Case("x + «3x»", Finding("bad-number", en: ["`3x`"])),
        Case("x + «1e5y» + 1", Finding("bad-number")),
        // Brackets.
        Case("«(»1 + 2", Finding("unclosed-bracket", en: ["`(` has no `)`", "add `)`"], zh: ["补上 `)`"])),
        Case("f(1, «[»2, 3", Finding("unclosed-bracket", en: ["`[`"])),
        Case("«[»1, 2)", Finding("unclosed-bracket", en: ["`]`"])),
        Case("xs«[»1", Finding("unclosed-bracket")),
        Case("«{»a: 1", Finding("unclosed-bracket", en: ["`}`"])),
        Case("[1 «2»]", Finding("syntax", en: ["`,` or `]`"])),
        Case("f(1, «)»", Finding("syntax", en: ["found `)` where a value"])),
        Case("x in («)»", Finding("syntax", en: ["found `)`"])),
        Case("«[»1..5", Finding("unclosed-bracket")),
        Case("«[»1..5}", Finding("unclosed-bracket")),
        // More than one fault, each once.
        Case("[1 +«,» 2, «*» 3, 4 «4»]", Finding("syntax"), Finding("syntax"), Finding("syntax")),
        Case("f(a: «,» b: «*») + 1", Finding("syntax"), Finding("syntax")),
        Case("(1 + «*» 2) + («/» 3)", Finding("syntax"), Finding("syntax")),
        Case("{a 1«,» b: 2, «*»: 3}", Finding("syntax", en: ["`:`"]), Finding("syntax", en: ["a key"], zh: ["键名"])),
        // Slips.
        Case("x «==» 1", Finding("syntax", en: ["write `=`"], zh: ["写成 `=`"])),
        Case("x «===» 1", Finding("syntax", en: ["write `=`"])),
        Case("x «!==» 1", Finding("syntax", en: ["write `!=`"])),
        Case("x «<>» 1", Finding("syntax", en: ["write `!=`"])),
        Case("x > 1 «&&» y < 2 «||» y", Finding("syntax", en: ["write `and`"]), Finding("syntax", en: ["write `or`"])),
        Case("«!x» and y", Finding("syntax", en: ["write `not(x)`"])),
        Case("«!f(x)»", Finding("syntax", en: ["write `not(f(x))`"])),
        Case("x «=>» 1 and x «=<» 2", Finding("syntax", en: ["write `>=`"]), Finding("syntax", en: ["write `<=`"])),
        Case("x = «'abc'»", Finding("syntax", en: ["write `\"abc\"`"])),
        Case("x = «'»abc", Finding("unclosed-string")),
        Case("f«（»x«，»«“y”»«）»", Finding("syntax", zh: ["`(`"]), Finding("syntax"), Finding("syntax", en: ["`\"y\"`"]), Finding("syntax")),
        Case(
            "x «＝» «１２» and x «≥» 3 and x «＜＝» 5", Finding("syntax", en: ["`=`"]), Finding("syntax", en: ["`12`"]), Finding("syntax", en: ["`>=`"]),
            Finding("syntax", en: ["`<=`"])),
        Case("x «×» 2 «—» 1", Finding("syntax", en: ["`*`"]), Finding("syntax", en: ["`-`"])),
        Case("x «#»", Finding("syntax", en: ["`#`"])),
        // Constructs.
        Case("1 < x «<» 3", Finding("chained-comparison", en: ["and", "in [a..b]"], zh: ["连写"])),
        Case("f«(1, b: 2)»", Finding("mixed-arguments", en: ["name"], zh: ["名称"])),
        Case("if x then 1«»", Finding("syntax", en: ["`else`", "else null"], zh: ["else null"])),
        Case("if x «else» 1", Finding("syntax", en: ["`then`"])),
        Case("for x of xs return x«»", Finding("syntax", en: ["`in`"])),
        Case("for «1» in xs return 1", Finding("syntax", en: ["a name"])),
        Case("some x in xs«»", Finding("syntax", en: ["`satisfies`"])),
        Case("x instance of «1»", Finding("syntax", en: ["a type"])),
        Case("x instance of list«<»number", Finding("unclosed-bracket", en: ["`>`"])),
        Case("x.«1»", Finding("syntax", en: ["the name of a member"])),
        Case("x between 1 «or» 2", Finding("syntax", en: ["`and`", "x between a and b"])),
    ])
    func says(_ test: Case) {
        let marked = MarkedText(test.text)
        #expect(mismatches(SyntaxScope.parse(marked.text).diagnostics, marked, test.expected) == [])
    }

    @Test func readsOnWithWhatWasMeant() {
        #expect(shape(SyntaxScope.parse("x == 1 && !y || x ≥ 2").expr) == "(or (and (= x 1) (call not y)) (>= x 2))")
        #expect(shape(SyntaxScope.parse("f（x，“y”） + '1'").expr) == "(+ (call f x 'y') '1')")
        #expect(SyntaxScope.parse("[1 +, 2]").expr == nil)
    }

    @Test(arguments: [
        Case("not(«)»", Finding("syntax")), Case("< 5, «,» 6", Finding("syntax")), Case(">«»", Finding("syntax")), Case("«-», 5", Finding("syntax")),
    ])
    func saysOfTests(_ test: Case) {
        let marked = MarkedText(test.text)
        #expect(mismatches(SyntaxScope.parseTests(marked.text).diagnostics, marked, test.expected) == [])
    }

    @Test func invalidBytesAreOneFinding() throws {
        let source = SourceText(
            name: "<bytes>", bytes: Array("\"a".utf8) + [0xFF, 0xC0, 0x80] + Array("b\" + ".utf8) + [0xE4, 0xB8] + Array(" 1".utf8))
        let result = Parser.parseExpression(source, names: SyntaxScope.names, members: SyntaxScope.members)
        #expect(result.diagnostics.map(\.code) == ["bad-encoding", "bad-encoding"])
        #expect(result.diagnostics.compactMap { $0.location?.span } == [Span(2, 5), Span(10, 12)])
        #expect(shape(result.expr) == "(+ 'ab' 1)")
    }

    @Test func noTextGetsMoreFindingsThanHelp() {
        let text = Array(repeating: "x == 1", count: 300).joined(separator: " and ")
        #expect(SyntaxScope.parse(text).diagnostics.count == SyntaxFinding.maximum)
    }
}
