import Diagnostics
import FEEL
import Testing

/// Functions of lists and contexts.
@Suite struct CollectionFunctionTests {
    @Test(arguments: [
        ("sublist([4, 5, 6, 7], 3)", "[6, 7]"), ("sublist([4, 5, 6, 7], -3, 2)", "[5, 6]"), ("sublist(list: [4, 5, 6], start position: 2)", "[5, 6]"),
        ("sublist(list: [4, 5, 6], start position: 2, length: 1)", "[5]"), ("insert before([4, 6], 2, 5)", "[4, 5, 6]"),
        ("insert before([4, 6], -2, null)", "[null, 4, 6]"), ("insert before(newItem: 5, position: 1, list: [4])", "[5, 4]"),
        ("remove([4, 5, 6], 2)", "[4, 6]"), ("remove([4, 5, 6], -1)", "[4, 5]"), ("remove(4, 1)", "[]"), ("remove([4, 5, 6], 2.9)", "[4, 6]"),
        ("list replace([4, 5, 6], -1, 9)", "[4, 5, 9]"), ("list replace([4, 5, 6], function(item, newItem) item > newItem, 5)", "[4, 5, 5]"),
        ("list replace(list: [4, 5], position: 2, newItem: 9)", "[4, 9]"),
        ("list replace(list: [4, 5], match: function(item, newItem) item = 4, newItem: 9)", "[9, 5]"),
        ("reverse([4, [5], 6])", "[6, [5], 4]"), ("index of([4, null, 4], 4)", "[1, 3]"), ("index of(match: null, list: [4, null])", "[2]"),
        ("union([4, 5], [5, 6])", "[4, 5, 6]"), ("distinct values([4, 4, \"4\", null, null])", "[4, \"4\", null]"),
        ("flatten([[4, [5]], [[[6]]]])", "[4, 5, 6]"),
        ("product([2, 3, 7])", "42"), ("product(2, 3, 7)", "42"), ("product(list: [0.5])", "0.5"), ("median([9, 1, 4])", "4"),
        ("median(9, 1, 4, 5)", "4.5"),
        ("mode([3, 1, 3, 1, 2])", "[1, 3]"), ("mode([])", "[]"), ("mode(7)", "[7]"), ("stddev([2, 4])", "1.414213562373095048801688724209698"),
        ("stddev(5, 5, 5)", "0"), ("sum(list: [1, 2])", "3"), ("mean([1, 2])", "1.5"), ("min(\"b\", \"a\")", "\"a\""),
        ("max([@\"P1D\", @\"P2D\"])", "@\"P2D\""),
        ("all([true, null, false])", "false"), ("any(list: [false, true])", "true"), ("count(7)", "1"), ("(count)(7)", "1"), ("abs([-7])", "7"),
        ("is empty([])", "true"), ("get or else(null, 5)", "5"), ("get or else({a: 1}.a, 5)", "1"), ("partition([4, 5, 6], 2)", "[[4, 5], [6]]"),
        ("duplicate values([4, 5, 4, 4])", "[4]"),
    ])
    func lists(expression: String, value: String) {
        #expect(Evaluated(expression).text == value)
    }

    @Test(arguments: [
        ("sort([4, 1, 3], function(a, b) a < b)", "[1, 3, 4]"), ("sort(precedes: function(a, b) a > b, list: [4, 1, 3])", "[4, 3, 1]"),
        ("sort([], function(a, b) a < b)", "[]"), ("sort(5, function(a, b) a < b)", "[5]"),
        // Those that neither precedes stay in their order.
        ("sort([{k: 2, n: 1}, {k: 1, n: 2}, {k: 2, n: 3}, {k: 1, n: 4}], function(a, b) a.k < b.k).n", "[2, 4, 1, 3]"),
        ("{pivot: 3, sorted: sort([1, 5, 3, 2], function(a, b) abs(a - pivot) < abs(b - pivot))}.sorted", "[3, 2, 1, 5]"),
        ("sort(for i in 1..50 return modulo(i * 37, 50), function(a, b) a < b) = (for i in 0..49 return i)", "true"),
        ("sort([2, 1], function(a, b) true)", "[1, 2]"),
    ])
    func sorting(expression: String, value: String) {
        #expect(Evaluated(expression).text == value)
    }

    @Test(arguments: [
        ("context([{key: \"a\", value: 1}, {key: \"b\", value: null}])", "{a: 1, b: null}"), ("context([])", "{}"),
        ("context({key: \"a b\", value: 1}).a b", "1"),
        ("context(entries: {key: \"\", value: 1})", "{\"\": 1}"), ("context(get entries({a: 1, b: 2}))", "{a: 1, b: 2}"),
        ("context put({a: 1, b: 2}, \"a\", 3)", "{a: 3, b: 2}"), ("context put({a: 1}, \"c\", null)", "{a: 1, c: null}"),
        ("context put({a: {b: {c: 1}}, d: 2}, [\"a\", \"b\", \"c\"], 3)", "{a: {b: {c: 3}}, d: 2}"),
        ("context put({a: 1}, [\"b\"], 3)", "{a: 1, b: 3}"),
        ("context put(value: 3, keys: [\"a\"], context: {})", "{a: 3}"), ("context put(value: 3, key: \"a\", context: {})", "{a: 3}"),
        ("context merge([{a: 1, b: 2}, {b: 3, c: 4}])", "{a: 1, b: 3, c: 4}"), ("context merge({a: 1})", "{a: 1}"), ("context merge([])", "{}"),
        ("get value({a: 1}, \"a\")", "1"), ("get entries({a: 1}).key", "[\"a\"]"),
    ])
    func contexts(expression: String, value: String) {
        #expect(Evaluated(expression).text == value)
    }

    @Test(arguments: [
        "sublist([4, 5], 0)", "sublist([4, 5], 3)", "sublist([4, 5], 1, 3)", "sublist([4, 5], 1, 0)", "insert before([4], 3, 5)",
        "insert before([], 1, 5)",
        "remove([], 1)", "remove([4], -2)", "remove([4], 1e30)", "list replace([4], 2, 5)", "list replace([4], \"1\", 5)",
        "list replace([4], function(item, newItem) item, 5)", "list replace([4], function(item) true, 5)", "product([])", "product([1, \"a\"])",
        "median([])",
        "mode([1, \"a\"])", "stddev([1])", "stddev(1)", "sort([2, 1], function(a, b) a)", "sort([2, \"a\"], function(a, b) a < b)",
        "sort([2, 1], function(a) true)", "sort([2, 1], 5)", "context([{key: \"a\", value: 1}, {key: \"a\", value: 2}])", "context([{key: \"a\"}])",
        "context([{key: 1, value: 1}])", "context([1])", "context put({}, 1, 2)", "context put({}, [], 2)", "context put({}, [1], 2)",
        "context put({a: 1}, [\"a\", \"b\"], 2)", "context put({}, [\"a\", \"b\"], 2)", "context put(context: {a: 1}, key: [\"a\", \"b\"], value: 2)",
        "context merge([1])", "partition([1], 0)", "{a: 1, a: 2}", "{a: 1, a: 2}.a", "@\"2024-02-30\" > @\"2024-01-01\"",
        "(function() external {java: {}})()",
        "min([1, \"a\"])", "get value({}, \"a\")", "(1)(2)", "count()",
    ])
    func refused(expression: String) {
        let found = Evaluated(expression)
        #expect(found.isExplainedNull, "\(found)")
    }

    /// What a hostile expression may cost: the answer is null, soon.
    @Test(arguments: [
        "count(sort(for i in 1..1000000 return -i, function(a, b) a < b))",
        "sort(for i in 1..2000 return i, function(a, b) count(sort(for j in 1..2000 return j, function(c, d) c > d)) > 0)",
        "for i in 1..100000 return list replace(for j in 1..1000 return j, function(a, b) true, 1)",
        "{f: function(n) sort([f(n + 1), 2], function(a, b) a < b), r: f(1)}.r", "{f: function(n) f(n + 1), r: f(1)}.r",
        "for i in 1..10000000 return range(\"[1..2]\")", "{l: for i in 1..3000 return i, r: for i in l return duplicate values(l)}.r",
        "{a: for i in 1..200 return i, b: for i in 1..200 return a, c: for i in 1..200 return b}.c",
    ])
    func bounded(expression: String) {
        let found = Evaluated(expression)
        #expect(found.isReadable && found.codes.contains { ["null-budget", "null-memory", "null-too-deep"].contains($0) }, "\(found.codes)")
        #expect(found.text.count < 10_000)
    }
}
