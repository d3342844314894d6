import Diagnostics

/// A decision table whose cells are resolved and typed.
package struct TypedTable: Sendable {
    package var hit: HitPolicy
    package var inputs: [Input]
    package var outputs: [Output]
    package var rows: [Row]
    /// What each output is when no row is hit.
    package var fallback: [TypedExpr]?
    /// Which table it is, for the host.
    package var number: Int

    package struct Input: Sendable {
        package var value: TypedExpr
        /// The local in which tests find the value, as `?`.
        package var local: Int
    }

    package struct Output: Sendable {
        /// Nil for a single output, which is the result itself.
        package var name: String?
        /// What may come, the value that comes first ahead; empty where anything may.
        package var values: [Datum]
        /// The local in which its value is kept while a row's context is made.
        package var local: Int
        package var type: FEELType
    }

    package struct Row: Sendable {
        /// One for each input; nil where any value will do.
        package var tests: [TypedExpr?]
        package var outputs: [TypedExpr]
        package var span: Span
    }

    /// Every expression in it, from left to right and top to bottom.
    package var parts: [TypedExpr] {
        inputs.map(\.value) + rows.flatMap { $0.tests.compactMap { $0 } + $0.outputs } + (fallback ?? [])
    }
}

extension TypedExpr {
    /// The table that it is.
    package var table: TypedTable? {
        if case .table(let table) = kind { return table }
        return nil
    }
}
