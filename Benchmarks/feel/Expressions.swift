/// What is measured: twelve expressions of rising difficulty over one set of names.
struct BenchmarkExpression {
    var name: String
    var text: String
}

let benchmarkExpressions = [
    BenchmarkExpression(name: "constant", text: "42"),
    BenchmarkExpression(name: "a name", text: "loss"),
    BenchmarkExpression(name: "arithmetic", text: "loss * 0.06 + 100"),
    BenchmarkExpression(name: "comparison", text: "loss >= 500000"),
    BenchmarkExpression(name: "three terms", text: threeTerms),
    BenchmarkExpression(name: "choice", text: "if loss > 1000000 then \"a\" else if loss > 100000 then \"b\" else \"c\""),
    BenchmarkExpression(name: "interval", text: "loss in [100000..500000) or loss in (900000..1000000]"),
    BenchmarkExpression(name: "dates", text: "filed + duration(\"P1Y\") < date(2025, 3, 1)"),
    BenchmarkExpression(name: "text", text: "upper case(substring(kind, 1, 4)) + \"-\" + string(loss)"),
    BenchmarkExpression(name: "filter", text: "sum(items[price > 20].price)"),
    BenchmarkExpression(name: "iteration", text: "sum(for i in items return i.price * i.count)"),
    BenchmarkExpression(name: "nested", text: "every i in items satisfies some p in [10, 20, 30, 40] satisfies i.price <= p * i.count"),
]

/// The condition whose figures stand beside a closure written by hand.
let threeTerms = "(loss >= 500000 or impact in [\"major\", \"severe\"]) and kind = \"department\""
