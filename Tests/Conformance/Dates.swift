import FEEL

extension Suite {
    /// Dates, times and durations, against Python's `datetime` and `zoneinfo` (scripts/conformance/dates.py).
    static let dates = Suite(
        name: "dates",
        operations: [
            ("add", "a + b"), ("subtract", "a - b"), ("multiply", "a * b"), ("divide", "a / b"), ("less", "a < b"), ("equal", "a = b"),
            ("months", "years and months duration(a, b)"), ("weekday", "a.weekday"), ("week", "week of year(a)"), ("day", "day of year(a)"),
            ("write", "string(a)"), ("offset", "a.time offset"),
        ],
        operand: { text in text.isEmpty ? .null : Datum(temporal: text) ?? Number(text).map { .number($0) } })
}
