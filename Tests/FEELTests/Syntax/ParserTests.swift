import Diagnostics
import FEEL
import Testing
import _TestSupport

/// What the parser makes of texts: every construct, shown with all parentheses.
@Suite struct ParserTests {
    static let names = [
        "a", "b", "c", "x", "amount due", "breach.loss", "subject.kind", "失信.损失", "objection pending", "date of birth", "order", "if any", "for each",
        "end-date", "五（三）", "p+q",
    ]

    static func parse(_ text: String, names: [String] = names) -> ParseResult {
        var table = Environment().names
        for name in names { table.insert(name) }
        return Parser.parseExpression(SourceText(name: "t", text: text), names: table, members: NameTable(["kind of thing", "时间"]))
    }

    @Test(arguments: [
        // Literals.
        ("null", "null"), ("true", "true"), ("12.50", "12.50"), (".5", ".5"), ("1e-3", "1e-3"), (#""a\nb\"\\""#, #""a\nb\"\\""#),
        (#""\u4E25\uD83D\uDE00\U01F600""#, "\"严😀😀\""), (#"@"2024-02-29""#, #"@"2024-02-29""#), ("1 // one\n+ /* two */ 2", "1 + 2"),
        // Precedence.
        ("a or b and c", "a or (b and c)"), ("a and b or c", "(a and b) or c"), ("a = b and c = x", "(a = b) and (c = x)"),
        ("a + b * c - x", "(a + (b * c)) - x"), ("a - b - c", "(a - b) - c"), ("a / b / c", "(a / b) / c"), ("a * b ** c", "a * (b ** c)"),
        ("-a ** b", "(-a) ** b"), ("- - a", "-(-a)"), ("a < b + 1", "a < (b + 1)"), ("2 ** 3 ** 2", "(2 ** 3) ** 2"),
        ("a between 1 and 2 and b", "(a between 1 and 2) and b"), ("a between b + 1 and c * 2 or x", "(a between (b + 1) and (c * 2)) or x"),
        ("-a.b[1](c)", "-(((a.b)[1])(c))"), ("if a then b else c or x", "if a then b else c or x"),
        ("a instance of list<number> and b", "(a instance of list<number>) and b"),
        // Constructs.
        ("a in 5", "a in (5)"), ("a in [1, 2] and b", "(a in ([1, 2])) and b"), ("a in < 5 or b in 1 + 2", "(a in (< 5)) or (b in (1 + 2))"),
        ("a in 1 in true", "(a in (1)) in (true)"), ("a in (1, 2)", "a in (1, 2)"), ("a in (< 5, >= b, != 3)", "a in (< 5, >= b, != 3)"),
        ("a in [1..2]", "a in ([1..2])"),
        ("a in (1..2)", "a in ((1..2))"), ("a in ]1..2[", "a in ((1..2))"), ("a in ([1..2), \"x\")", "a in ([1..2), \"x\")"),
        ("a in (? > 1)", "a in (? > 1)"), ("(>= 5)", "(>= 5)"), ("(< a)", "(< a)"), ("[a..b[", "[a..b)"), ("(1..list[1])", "(1..(list[1]))"),
        ("for x in a, y in 1..b return x + y", "for x in a, y in 1..b return x + y"),
        ("some x in a satisfies x > 1", "some x in a satisfies x > 1"), ("every x in a, y in x satisfies y", "every x in a, y in x satisfies y"),
        ("[1, [2], []]", "[1, [2], []]"), ("{}", "{}"), ("{a: 1, \"b c\": 2, due day: 3}", "{a: 1, b c: 2, due day: 3}"),
        ("function(s: number, t u) s + t u", "function(s: number, t u) s + t u"), ("function() external {}", "function() external {}"),
        ("f(x: 1, end position: 2)", "f(x: 1, end position: 2)"), ("sum(1, 2)", "sum(1, 2)"),
        ("date(\"2020-01-01\").year", "(date(\"2020-01-01\")).year"),
        ("a instance of context<x: number, y: list<string>>", "a instance of context<x: number, y: list<string>>"),
        ("a instance of function<number, date> -> string", "a instance of function<number, date> -> string"),
        ("a instance of date and time", "a instance of date and time"), ("a[item > 1].b", "(a[item > 1]).b"), ("a.\"b c\"", "a.b c"),
        // Names.
        ("amount due + 1", "amount due + 1"), ("amount   due+1", "amount due + 1"), ("breach.loss >= 5", "breach.loss >= 5"),
        ("breach . loss", "breach.loss"), ("失信.损失 >= 5", "失信.损失 >= 5"), ("date of birth = a", "date of birth = a"), ("order or a", "order or a"),
        ("if if any then a else b", "if if any then a else b"), ("for each = 1", "for each = 1"),
        ("end-date - a", "end-date - a"), ("p+q", "p+q"), ("p + q", "p+q"), ("p + a", "p + a"), ("五（三）= 1", "五（三） = 1"),
        ("a.kind of thing and b", "(a.kind of thing) and b"),
        ("years and months duration(a, b)", "years and months duration(a, b)"), ("a.时间", "a.时间"),
        ("for 元素 in a return 元素 + 1", "for 元素 in a return 元素 + 1"),
        ("for one of them in a return one of them", "for one of them in a return one of them"),
        ("{due day: 1, b: due day + 1}", "{due day: 1, b: due day + 1}"),
    ])
    func reads(text: String, tree: String) throws {
        let result = Self.parse(text)
        #expect(result.diagnostics.map(\.message.en) == [])
        let expr = try #require(result.expr)
        #expect(ExpressionPrinter.text(expr) == tree)
    }

    @Test(arguments: [
        ("1", "1"), ("-", "-"), ("< 5, >= 10", "< 5, >= 10"), ("not(1, \"a\")", "not(1, \"a\")"), ("[1..5), (7..9]", "[1..5), (7..9]"),
        ("not(a)", "not(a)"), ("not(a) or b", "(not(a)) or b"), ("? > 5 and ? < 7", "(? > 5) and (? < 7)"), ("null", "null"), ("-1", "-1"),
    ])
    func readsUnaryTests(text: String, tree: String) throws {
        let table = NameTable(["a", "b", "?", "not"])
        let result = Parser.parseUnaryTests(SourceText(name: "t", text: text), names: table, members: NameTable())
        #expect(ExpressionPrinter.text(try #require(result.expr)) == tree)
    }

    /// The text under every part's span reads as that part again.
    @Test(arguments: [
        "a + b * -c", "if a then [1, 2][item > 1] else {k: x.y, l: k + 1}.k", "a in (1, < 5, [2..3]) and b between 1 and c",
        "for q in a, r in 1..3 return function(z) z + q", "some q in a satisfies q = 1 or not(b)", "失信.损失 >= 5 and (amount due = 3)",
        "sum(a, b) + f(p: 1, q: 2) instance of number", "@\"2020-01-01\" + duration(\"P1D\")",
    ])
    func spansCoverTheirText(text: String) throws {
        let source = SourceText(name: "t", text: text)
        func check(_ expr: Expr, _ outer: Span) {
            #expect(outer.lower <= expr.span.lower && expr.span.upper <= outer.upper)
            let part = source.text(of: expr.span)
            #expect(Self.parse(part, names: Self.names + ["q", "r", "z", "k", "item"]).expr == expr, "\(part)")
            for child in expr.children { check(child, expr.span) }
        }
        check(try #require(Self.parse(text).expr), Span(0, source.bytes.count))
    }

    @Test func marksParts() throws {
        let marked = MarkedText("«a» + «(b) * c»")
        let expr = try #require(Self.parse(marked.text).expr)
        #expect(MarkedText.marking(expr.children.map(\.span), in: marked.text) == "«a» + «(b) * c»")
    }
}
