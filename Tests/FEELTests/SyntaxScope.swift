import Diagnostics

@testable import FEEL

/// The names that the syntax tests have in scope.
enum SyntaxScope {
    static let builtins = [
        "date", "date and time", "time", "number", "string", "duration", "years and months duration", "not", "substring", "string length",
        "upper case", "lower case", "substring before", "substring after", "replace", "contains", "starts with", "ends with", "matches", "split",
        "string join", "list contains", "list replace", "count", "min", "max", "sum", "mean", "all", "any", "sublist", "append", "concatenate",
        "insert before", "remove", "reverse", "index of", "union", "distinct values", "flatten", "product", "median", "stddev", "mode", "decimal",
        "floor", "ceiling", "round up", "round down", "round half up", "round half down", "abs", "modulo", "sqrt", "log", "exp", "odd", "even",
        "before", "after", "meets", "met by", "overlaps", "overlaps before", "overlaps after", "finishes", "finished by", "includes", "during",
        "starts", "started by", "coincides", "day of year", "day of week", "month of year", "week of year", "sort", "get value", "get entries",
        "context", "context put", "context merge", "is", "now", "today", "range",
    ]

    static let facts = [
        "breach", "breach.loss", "breach.basis", "失信.损失", "applicant's age", "net-worth", "profit and loss", "for the record", "a+b", "五（三）5",
        "3 year rate", "rate", "Full Name", "loss", "loss total", "x", "y", "xs", "f",
    ]

    static let names = NameTable(builtins + facts)
    static let members = NameTable(["start included", "first name", "unit price", "c/o", "b"])

    static func parse(_ text: String) -> ParseResult {
        Parser.parseExpression(SourceText(name: "<expression>", text: text), names: names, members: members)
    }

    static func parseTests(_ text: String) -> ParseResult {
        Parser.parseUnaryTests(SourceText(name: "<cell>", text: text), names: names, members: members)
    }
}
