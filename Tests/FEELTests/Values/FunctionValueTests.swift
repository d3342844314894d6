import Diagnostics
import FEEL
import Testing

/// Functions as values, types, conversions, and definitions that one evaluation shares.
@Suite struct FunctionValueTests {
    @Test(arguments: [
        ("{n: 3, f: function(a) a * n, r: f(4)}.r", "12"), ("{add: function(a) function(b) a + b, r: add(1)(2)}.r", "3"),
        ("(function(f) f([4, 5]))(sum)", "9"),
        ("for f in [min, max] return f(4, 5)", "[4, 5]"), ("{fact: function(n) if n < 2 then 1 else n * fact(n - 1), r: fact(10)}.r", "3628800"),
        ("{my sum: function(n) if n = 0 then 0 else n + my sum(n - 1), r: my sum(4)}.r", "10"),
        ("{is even: function(n, odd) if n = 0 then true else odd(n - 1), r: is even(4, function(n) n = 1)}.r", "false"),
        // The name of a function within it is what it means already, if it means something.
        ("{abs: function(n) abs(n) + 1, r: abs(-3)}.r", "4"), ("for f in [function(n) n + 1] return {f: function(n) f(n) * 2, r: f(3)}.r", "[8]"),
        ("{f: function(n) (function() if n = 0 then 0 else n + f(n - 1))(), r: f(3)}.r", "6"),
        ("for i in [1, 2] return {f: function(n) if n = 0 then i else f(n - 1), r: f(3)}.r", "[1, 2]"),
        ("(function(a: number, b: string) b)(b: \"x\", a: 1)", "\"x\""), ("(function(a: list<number>) count(a))(7)", "1"),
        ("(function(a: number) a)([7])", "7"),
        ("(sublist)(list: [4, 5], start position: 2)", "[5]"),
    ])
    func calls(expression: String, value: String) {
        #expect(Evaluated(expression).text == value)
    }

    @Test(arguments: [
        ("(function(a) a) instance of function<Any>->Any", "true"), ("(function(a: number) a) instance of function<number>->number", "true"),
        ("(function(a: number) a) instance of function<string>->number", "false"),
        ("(function(a: number) \"x\") instance of function<number>->number", "false"),
        ("(function(a) a) instance of function<>->Any", "false"), ("(function() 1) instance of function<>->number", "true"),
        ("(function(a) 1) instance of function<number>->number", "true"), ("(function(a: number) 1) instance of function<Any>->number", "false"),
        ("abs instance of function<number>->number", "true"), ("abs instance of function<string>->number", "false"),
        ("upper case instance of function<string>->string", "true"), ("1 instance of function<>->Any", "false"),
        ("[1, null] instance of list<number>", "true"), ("[1, \"a\"] instance of list<number>", "false"),
        ("[[1]] instance of list<list<number>>", "true"),
        ("[] instance of list<string>", "true"), ("{a: 1, b: \"x\"} instance of context<a: number>", "true"),
        ("{a: 1} instance of context<a: number, b: string>", "false"), ("{a: {b: 1}} instance of context<a: context<b: number>>", "true"),
        ("null instance of Null", "true"), ("null instance of Any", "false"), ("1 instance of Null", "false"), ("[] instance of Any", "true"),
        ("[1..2] instance of Any", "true"),
    ])
    func types(expression: String, value: String) {
        #expect(Evaluated(expression).text == value)
    }

    @Test(arguments: [
        ("1", "number", "1"), ("1", "list<number>", "[1]"), ("[1]", "number", "1"), ("[[1]]", "list<number>", "[1]"),
        ("{a: 1}", "context<a: number>", "{a: 1}"),
        ("\"a\"", "nonsense", "\"a\""), ("\"a\"", "list<", "\"a\""), ("null", "number", "null"), ("[1, null]", "list<number>", "[1, null]"),
        ("[1..2]", "range<number>", "[1..2]"), ("1", "Any", "1"),
    ])
    func conversions(expression: String, type: String, value: String) {
        #expect(Evaluated(expression, resultType: type).text == value)
    }

    @Test(arguments: [
        ("\"a\"", "number"), ("[1, \"a\"]", "list<number>"), ("[1, 2]", "number"), ("\"a\"", "list<number>"), ("{a: 1}", "context<b: number>"),
        ("function(a) a", "number"),
    ])
    func noConversions(expression: String, type: String) {
        let found = Evaluated(expression, resultType: type)
        #expect(found.text == "null" && found.codes.contains("null-conversion"), "\(found)")
    }

    @Test func definitionsShareOneEvaluation() {
        let definitions = [
            Evaluator.Definition(name: "rate", expression: "0.5"),
            Evaluator.Definition(name: "with rate", expression: "function(n: number) n * rate"),
            Evaluator.Definition(name: "fact", expression: "function(n) if n < 2 then 1 else n * fact(n - 1)"),
            Evaluator.Definition(name: "tools", expression: "{twice of: function(n) with rate(n) * 4}"),
            Evaluator.Definition(name: "numbers", expression: "7", resultType: "list<number>"),
            Evaluator.Definition(name: "broken", expression: "1 +"),
            Evaluator.Definition(name: "rate", expression: "rate + 1"),
        ]
        #expect(Evaluated("with rate(8)", definitions: definitions).text == "4")
        #expect(Evaluated("tools.twice of(3)", definitions: definitions).text == "6")
        #expect(Evaluated("fact(5) + count(numbers)", definitions: definitions).text == "121")
        #expect(Evaluated("with rate instance of function<number>->number", definitions: definitions).text == "true")
        let broken = Evaluated("broken", definitions: definitions)
        #expect(broken.text == "null" && !broken.codes.isEmpty)
        #expect(!Evaluated("1 +", definitions: definitions).isReadable)
    }

    /// A function that calls itself without end, through whatever lies between, comes to null on a small stack.
    @Test(arguments: [
        "{f: function(n) f(n + 1), r: f(1)}.r", "{f: function(n) sort([1, 2], function(a, b) f(n + 1)), r: f(1)}.r",
        "{f: function(n) list replace([1, 2], function(a, b) f(n + 1), 1), r: f(1)}.r", "{f: function(a, b) sort([1, 2], f), r: f(1, 2)}.r",
        "{s: sort, f: function(n) s([1, 2], function(a, b) f(n + 1)), r: f(1)}.r",
        "{f: function(n) some i in [1] satisfies f(n + 1), r: f(1)}.r",
    ])
    func endlessRecursion(expression: String) {
        let found = onSmallStack { Evaluated(expression) }
        #expect(found?.text == "null")
        #expect(found?.codes.contains("null-too-deep") == true, "\(found?.codes ?? [])")
    }

    /// A value too large to hand out is null with a reason, not a part of it.
    @Test func tooLargeAValueSaysSo() {
        let found = Evaluated("{a: for i in 1..1100 return i, b: for i in 1..1100 return a}.b")
        #expect(found.text == "null")
        #expect(found.codes == ["null-memory"])
    }
}
