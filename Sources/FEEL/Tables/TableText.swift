import Diagnostics

/// A decision table as text: one text, and where its parts stand in it.
package struct TableText: Sendable {
    package var source: SourceText
    package var hit: HitPolicy
    /// Expressions.
    package var inputs: [Span]
    package var outputs: [Output]
    package var rows: [Row]
    /// What each output is when no row is hit.
    package var fallback: [Span]?
    /// Which table it is, for the host: a violated hit policy is reported under this number.
    package var number: Int

    package init(
        source: SourceText, hit: HitPolicy, inputs: [Span], outputs: [Output], rows: [Row], fallback: [Span]? = nil, number: Int = 0
    ) {
        self.source = source
        self.hit = hit
        self.inputs = inputs
        self.outputs = outputs
        self.rows = rows
        self.fallback = fallback
        self.number = number
    }

    package struct Output: Sendable {
        /// Its key in the result; nil where the table has a single output, which is the result itself.
        package var name: String?
        /// Constants, the one that comes first ahead; empty where any value may come.
        package var values: [Span]

        package init(name: String? = nil, values: [Span] = []) {
            self.name = name
            self.values = values
        }
    }

    package struct Row: Sendable {
        /// Unary tests, one for each input.
        package var tests: [Span]
        /// Expressions, one for each output.
        package var outputs: [Span]

        package init(tests: [Span], outputs: [Span]) {
            self.tests = tests
            self.outputs = outputs
        }
    }
}
