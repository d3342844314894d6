import Diagnostics
import Testing
import _TestSupport

@testable import FEEL

/// No text overflows a small stack, and none takes long.
@Suite struct SyntaxDepthTests {
    @Test(arguments: [
        ("(", "1", ")"), ("[", "1", "]"), ("{a: ", "1", "}"), ("f(", "1", ")"), ("x[", "1", "]"), ("f(a: ", "1", ")"), ("[1..", "2", "]"),
        ("(", "1..2", ")"),
        ("x in (", "1", ")"), ("x in (y + ", "1", ")"), ("if x then ", "1", " else 2"), ("if x then 1 else ", "2", ""),
        ("for i in xs return ", "1", ""),
        ("some i in ", "xs", " satisfies x"), ("function(a) ", "1", ""), ("-", "1", ""), ("1 + 2 * 3 ** (", "1", ")"),
        ("x or y and x = 1 + 2 * 3 ** (", "1", ")"), ("list<", "number", ">"), ("not(", "x", ")"), ("x between (", "1", ") and 2"),
        ("]1..", "2", "]"),
        ("{a: f([(", "1", ")])}"),
    ])
    func nestingIsBounded(_ opening: String, _ inner: String, _ closing: String) {
        for count in [15, 19, 40, 79, 81, 200, 1000, 100_000] {
            let prefix = opening == "list<" ? "x instance of " : ""
            let text = prefix + String(repeating: opening, count: count) + inner + String(repeating: closing, count: count)
            let codes = onSmallStack { () -> [String] in
                let result = SyntaxScope.parse(text)
                // The tree is printed, and freed, here too.
                if let expr = result.expr, count < 20 { #expect(SyntaxScope.parse(Printer.text(of: expr)).expr == expr) }
                _ = SyntaxScope.parseTests(text)
                return result.diagnostics.map(\.code)
            }
            if count > Parser.maximumHeight {
                #expect(codes?.contains("too-deep") == true, "\(count) × \(opening)")
            } else if count < 20 {
                #expect(codes == [], "\(count) × \(opening)")
            }
        }
    }

    /// Every bracket that there is, closed or not, is refused at a hundred thousand; nothing of it is evaluated.
    @Test(arguments: [
        ("(", ")"), ("[", "]"), ("{a:", "}"), ("f(", ")"), ("f(a:", ")"), ("x[", "]"), ("[1..", "]"), ("(1..", ")"), ("]1..", "["), ("(<", ")"),
        ("(=", ")"),
        ("x in (", ")"), ("x in [1..", "]"), ("not(", ")"), ("function(a) (", ")"), ("x.f(", ")[1]"), ("if (", ") then 1 else 2"),
        ("x instance of list<", ">"),
        ("x instance of context<a:", ">"), ("x instance of function<", ">->Any"), ("function(a: range<", ">) a"),
    ])
    func bracketsByTheHundredThousand(_ opening: String, _ closing: String) {
        let count = 100_000
        var (first, repeated) = ("", opening)
        // Of a type only its own brackets are repeated.
        if opening.hasSuffix("<") || opening.hasSuffix("<a:"),
            let word = ["list<", "context<a:", "function<", "range<"].first(where: { opening.hasSuffix($0) })
        {
            (first, repeated) = (String(opening.dropLast(word.count)), word)
        }
        for ending in ["1" + String(repeating: closing, count: count), ""] {
            let text = first + String(repeating: repeated, count: count) + ending
            let codes = onSmallStack { () -> [[String]] in
                let results = ending.isEmpty ? [SyntaxScope.parseTests(text)] : [SyntaxScope.parse(text)]
                return results.map { $0.expr == nil ? $0.diagnostics.map(\.code) : ["is read"] }
            }
            for found in codes ?? [] { #expect(!found.isEmpty && !found.contains("is read"), "\(count) × \(opening): \(found)") }
            #expect(codes?.count == 1)
        }
    }

    /// Each link makes the tree as many nodes higher as it says.
    @Test(arguments: [("1 + ", 1), ("x or ", 1), ("x.", 1), ("x[1].", 2), ("x and y or ", 1), ("-1 ** ", 1), ("x = 1 and ", 1)])
    func chainsAreBounded(_ link: String, _ height: Int) {
        for (count, fits) in [(Parser.maximumHeight / height - 5, true), (100_000, false)] {
            let text = String(repeating: link, count: count) + "x"
            let result = onSmallStack { () -> (codes: [String], printed: String?) in
                let result = SyntaxScope.parse(text)
                return (result.diagnostics.map(\.code), result.expr.map { Printer.text(of: $0) })
            }
            #expect(result?.codes == (fits ? [] : ["too-deep"]))
            #expect((result?.printed == text) == fits)
        }
    }

    @Test(arguments: [
        "(", "[", "{", "]", ")", "'", "‘", "“", "\"", "/*", "-", "f(", "x[", "[[1,", "{a b:", "a b ", "1..", "@", "\\", "x in (", "5.3.", "not ", "，",
        "\u{0}", "!=", "!", "x in ]",
    ])
    func longRunsEndSoon(_ piece: String) {
        let text = String(repeating: piece, count: 100_000)
        let found = onSmallStack { SyntaxScope.parse(text).diagnostics.count + SyntaxScope.parseTests(text).diagnostics.count }
        #expect((found ?? 0) <= 2 * SyntaxFinding.maximum)
        // A long run of words is a name that nobody knows; everything else is at fault.
        #expect((found ?? 0) > 0 || piece == "a b " || piece == "not ")
    }

    @Test func wideListsAreNotDeep() {
        let items = Array(repeating: "1 + 2", count: 20_000).joined(separator: ", ")
        #expect(SyntaxScope.parse("[\(items)]").diagnostics == [])
    }

    @Test func randomTextNeverTraps() {
        let pieces = [
            "(", ")", "[", "]", "{", "}", ",", ":", "..", ".", "+", "-", "**", "=", "<", ">=", "in", "not", "if", "then", "else", "for", "return",
            "some",
            "satisfies", "x", "xs", "f", "1", "2.5", "\"a\"", "@\"P1D\"", "between", "and", "or", "function", "instance", "of", "list", "number", "<",
            ">", "->",
            "（", "“", "'", "!", "3x", "\\", "\u{0}", "a", "profit and loss",
        ]
        let seed: UInt64 = 20_240_501
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<3000 {
            let length = Int.random(in: 1...25, using: &generator)
            let text = (0..<length).compactMap { _ in pieces.randomElement(using: &generator) }.joined(
                separator: Bool.random(using: &generator) ? " " : "")
            let result = SyntaxScope.parse(text)
            for diagnostic in result.diagnostics {
                let span = diagnostic.location?.span
                #expect((span?.lower ?? -1) >= 0 && (span?.upper ?? .max) <= text.utf8.count, "seed \(seed): \(text)")
            }
            #expect(result.expr != nil || !result.diagnostics.isEmpty, "seed \(seed): \(text)")
        }
    }
}
