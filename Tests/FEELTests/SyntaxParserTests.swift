import Diagnostics
import Testing

@testable import FEEL

/// What tree a text gives.
@Suite struct SyntaxParserTests {
    @Test(arguments: [
        // Literals.
        ("null", "null"), ("true", "true"), ("1", "1"), (".5", ".5"), ("1.5e-3", "1.5e-3"), ("12E+2", "12E+2"), ("-.872", "(neg .872)"),
        (#""a\n\t\"\\\'b""#, "'a\n\t\"\\'b'"), (#""\u9ec4\uD83D\uDC0E\U01F40E""#, "'黄🐎🐎'"), (#""\d+\s""#, #"'\d+\s'"#),
        (#"@"2024-01-01""#, "@'2024-01-01'"),
        ("// first\n1 /* and */ + 2", "(+ 1 2)"), ("1\u{3000}+\u{A0}2", "(+ 1 2)"),
        // Arithmetic.
        ("1 + 2 * 3 - 4", "(- (+ 1 (* 2 3)) 4)"), ("3 ** 4 ** 5", "(** (** 3 4) 5)"), ("-3 ** 2", "(** (neg 3) 2)"), ("2 ** -x", "(** 2 (neg x))"),
        ("--10", "(neg (neg 10))"), ("10 / x / y", "(/ (/ 10 x) y)"), ("-x.b", "(neg (. x b))"), ("-f(1)[2]", "(neg (filter (call f 1) 2))"),
        ("10 + 20 / -5 - 3", "(- (+ 10 (/ 20 (neg 5))) 3)"), ("x -1", "(- x 1)"), ("(1 + 2) * 3", "(* (+ 1 2) 3)"),
        // Comparison and logic.
        ("x or y and not(x)", "(or x (and y (call not x)))"), ("x = 1 and y != 2", "(and (= x 1) (!= y 2))"),
        ("x + 1 < y * 2", "(< (+ x 1) (* y 2))"), ("(x = 1) = true", "(= (= x 1) true)"),
        ("x between 1 and 2 and y", "(and (between x 1 2) y)"), ("x between 1 + 1 and y", "(between x (+ 1 1) y)"),
        // Membership.
        ("x in < 10", "(in x (< 10))"), ("x in (< 10, > 20)", "(in x (< 10) (> 20))"), ("x in (=10)", "(in x (= 10))"),
        ("x in !=10", "(in x (!= 10))"),
        ("x in (1, 2)", "(in x 1 2)"), ("x in xs", "(in x xs)"), ("x in (xs)", "(in x xs)"), ("x in [1, 2]", "(in x [1 2])"),
        ("x in (2..4)", "(in x <(2..4)>)"), ("x in (2..4]", "(in x <(2..4]>)"), ("x in [2..4[", "(in x <[2..4)>)"),
        ("x in ]2..4]", "(in x <(2..4]>)"),
        ("x in ([1..2], 5)", "(in x <[1..2]> 5)"), ("x in (x + y) * 2", "(in x (* (+ x y) 2))"), ("x in (xs)[1]", "(in x (filter xs 1))"),
        ("x in ((1..2))", "(in x <(1..2)>)"), ("x in ((< 5))", "(in x <(..5)>)"), ("x in [1..2] and y", "(and (in x <[1..2]>) y)"),
        ("x in (1) or y in (2)", "(or (in x 1) (in y 2))"), ("x in (null)", "(in x null)"),
        // Ranges.
        ("[1..2]", "<[1..2]>"), ("]1..2[", "<(1..2)>"), ("(1..2)", "<(1..2)>"), ("[1..xs[", "<[1..xs)>"), ("[1..xs[1]]", "<[1..(filter xs 1)]>"),
        ("[1..xs[-1])", "<[1..(filter xs (neg 1)))>"), ("(<= 10)", "<(..10]>"), ("(>=10)", "<[10..)>"), ("(> x + 1)", "<((+ x 1)..)>"),
        ("(!=10) = (=10)", "(= (tests (!= 10)) (tests (= 10)))"), ("[1..10[ = [1..10)", "(= <[1..10)> <[1..10)>)"), ("[1...5]", "<[1...5]>"),
        ("[x.b..y]", "<[(. x b)..y]>"), ("[[]..x]", "<[[]..x]>"), ("[ ]1..2], 3]", "[<(1..2]> 3]"), ("[1, ]2..3[]", "[1 <(2..3)>]"),
        // Collections.
        ("[]", "[]"), ("[1, [2], {}]", "[1 [2] {}]"), (#"{a: 1, "b c": a, d e: b c}"#, "{a: 1 b c: a d e: «b c»}"),
        ("{foo+bar: 1}.foo+bar", "(. {foo+bar: 1} foo+bar)"),
        ("{foo+bar: 1, z: foo + bar * 2}", "{foo+bar: 1 z: (* foo+bar 2)}"), ("xs[item > 2]", "(filter xs (> item 2))"),
        ("xs[b = 1].first name", "(. (filter xs (= b 1)) first name)"),
        ("xs[c/o = 1]", "(filter xs (= c/o 1))"), ("x.c/o", "(. x c/o)"), ("x.unit price * 2", "(* (. x unit price) 2)"),
        ("x.some thing and y", "(and (. x some thing) y)"),
        ("x.start included", "(. x start included)"), ("x.in", "(. x in)"), ("x.b.b", "(. (. x b) b)"),
        // Calls.
        ("f()", "(call f)"), ("f(1, x)", "(call f 1 x)"), ("f(from: 1, grouping separator: x)", "(call f from: 1 grouping separator: x)"),
        ("f(start position :3)", "(call f start position: 3)"), ("f(x)(y)", "(call (call f x) y)"),
        ("(function(a) a)(10)", "(call (function [a] a) 10)"), (#""abs"(-1)"#, "(call 'abs' (neg 1))"),
        ("string length(\"a\")", "(call «string length» 'a')"), ("date and time(x)", "(call «date and time» x)"), ("date and x", "(and date x)"),
        ("years and months duration(from: x, to: y).years", "(. (call «years and months duration» from: x to: y) years)"),
        // Names.
        ("Full Name", "«Full Name»"), ("profit and loss + 1", "(+ «profit and loss» 1)"), ("loss and x", "(and loss x)"),
        ("loss total", "«loss total»"),
        ("breach.loss", "breach.loss"), ("breach.other", "(. breach other)"), ("失信 . 损失 >= 500000", "(>= 失信.损失 500000)"),
        ("applicant's age", "«applicant's age»"),
        ("net-worth - x-y", "(- (- net-worth x) y)"), ("for the record", "«for the record»"), ("a + b", "a+b"), ("五（三）5", "五（三）5"),
        ("3 year rate", "«3 year rate»"),
        ("some unknown thing", "nothing"), ("unknown thing + 1", "(+ «unknown thing» 1)"), ("loss of life", "«loss of life»"), ("? > 5", "(> ? 5)"),
        ("🐎", "🐎"),
        ("for breach in xs return breach.loss", "(for breach∈xs (. breach loss))"), ("for i j in xs return i j + 1", "(for i j∈xs (+ «i j» 1))"),
        // Constructs.
        ("if x then y else 1 + 2", "(if x y (+ 1 2))"), ("if x then 1 else if y then 2 else 3", "(if x 1 (if y 2 3))"),
        ("1 + if x then 1 else 2", "(+ 1 (if x 1 2))"),
        ("for i in 1..3, j in xs return i + j", "(for i∈1..3 j∈xs (+ i j))"), ("for i in 1+1..x-1 return i", "(for i∈(+ 1 1)..(- x 1) i)"),
        ("for i in [1..3] return i", "(for i∈<[1..3]> i)"), ("for x in xs, y in x return y", "(for x∈xs y∈x y)"),
        ("for i in 0..4 return partial[-1]", "(for i∈0..4 (filter partial (neg 1)))"),
        ("some i in xs satisfies i > 1", "(some i∈xs (> i 1))"), ("every i in xs, j in xs satisfies i = j", "(every i∈xs j∈xs (= i j))"),
        ("function(a, b: number) a * b", "(function [a b: number] (* a b))"),
        ("function() external {java: {class: \"x\"}}", "(external [] {java: {class: 'x'}})"),
        ("function(unit price: list<number>) unit price * 2", "(function [unit price: list<number>] (* «unit price» 2))"),
        // Types.
        ("x instance of number", "(is x number)"), ("-1 instance of number", "(is (neg 1) number)"),
        ("1 + x instance of number", "(+ 1 (is x number))"),
        ("x instance of date and time and y", "(and (is x date and time) y)"),
        ("x instance of list<context<a b: string, c: list<Any>>>", "(is x list<context<a b: string, c: list<Any>>>)"),
        ("x instance of function<>->Any", "(is x function<> -> Any)"),
        ("x instance of function<number, range<date>> -> boolean", "(is x function<number, range<date>> -> boolean)"),
        ("x instance of ns.type name", "(is x ns.type name)"), ("x instance of list<number>=true", "(= (is x list<number>) true)"),
        ("x instance of years and months duration", "(is x years and months duration)"),
    ])
    func reads(_ text: String, _ expected: String) {
        let result = SyntaxScope.parse(text)
        #expect(shape(result.expr) == expected)
        #expect(result.diagnostics.isEmpty == (expected != "nothing"))
    }

    @Test(arguments: [
        ("-", "(none)"), ("-5", "(tests (neg 5))"), (#""a", "b""#, "(tests 'a' 'b')"), ("< 5", "(tests (< 5))"),
        ("<18,>=60", "(tests (< 18) (>= 60))"),
        ("[15..30)", "(tests <[15..30)>)"), ("]1..5[", "(tests <(1..5)>)"), ("not(1, 2)", "(none 1 2)"), ("not(< 5)", "(none (< 5))"),
        ("not(x) and y", "(tests (and (call not x) y))"),
        ("? > 5 and ? < 10", "(tests (and (> ? 5) (< ? 10)))"), ("null", "(tests null)"), ("(< 5)", "(tests <(..5)>)"), ("= 5", "(tests (= 5))"),
        ("(not(x))", "(tests (call not x))"),
        ("x in xs, y", "(tests (in x xs) y)"), ("date(\"2024-01-01\")", "(tests (call date '2024-01-01'))"),
    ])
    func readsTests(_ text: String, _ expected: String) {
        let result = SyntaxScope.parseTests(text)
        #expect(shape(result.expr) == expected)
        #expect(result.diagnostics == [])
    }

    @Test func spansAreExact() throws {
        let text = "(失信.损失 + 1) * f(unit price: x)[2]"
        let expr = try #require(SyntaxScope.parse(text).expr)
        let source = SourceTextOf(text)
        #expect(source(expr) == text)
        guard case .binary(.multiply, let left, let right) = expr.kind, case .binary(.add, let fact, let one) = left.kind,
            case .filter(let call, _) = right.kind, case .call(_, .named(let arguments)) = call.kind
        else {
            Issue.record("another tree: \(shape(expr))")
            return
        }
        #expect(source(left) == "失信.损失 + 1")
        #expect(source(fact) == "失信.损失")
        #expect(source(one) == "1")
        #expect(source(right) == "f(unit price: x)[2]")
        #expect(source(call) == "f(unit price: x)")
        #expect(arguments.map { source.text($0.name.span) } == ["unit price"])
    }
}

/// The text that a span covers.
struct SourceTextOf {
    let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    func callAsFunction(_ expr: Expr) -> String { text(expr.span) }

    func text(_ span: Span) -> String { String(decoding: bytes[span.lower..<span.upper], as: UTF8.self) }
}
