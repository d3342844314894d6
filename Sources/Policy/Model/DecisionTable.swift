import Diagnostics
import FEEL

/// A decision table as written: a grid of unary tests and what follows from them.
package struct DecisionTable: Hashable, Sendable {
    package var hit: HitPolicy
    package var inputs: [WrittenExpression]
    package var outputs: [Output]
    package var rows: [Row]
    /// What each output is when no row is hit.
    package var fallback: [WrittenExpression]?
    package var location: Location
    /// All cells one after the other, as one text: places in the typed table are places in it.
    package let written: WrittenExpression

    package init(
        hit: HitPolicy, inputs: [WrittenExpression], outputs: [Output], rows: [Row], fallback: [WrittenExpression]? = nil,
        location: Location = .unwritten
    ) {
        self.hit = hit
        self.inputs = inputs
        self.outputs = outputs
        self.rows = rows
        self.fallback = fallback
        self.location = location
        written = TableComposition.written(inputs, outputs, rows, fallback, at: location)
    }

    package struct Output: Hashable, Sendable {
        /// Its heading, and its key in the result where there are several; nil where it has none.
        package var name: Written<String>?
        /// Constants, the one that comes first ahead; empty where any value may come.
        package var values: [WrittenExpression]

        package init(name: Written<String>? = nil, values: [WrittenExpression] = []) {
            self.name = name
            self.values = values
        }
    }

    package struct Row: Hashable, Sendable {
        /// FEEL's unary tests, one for each input.
        package var tests: [WrittenExpression]
        /// One for each output.
        package var outputs: [WrittenExpression]
        /// Clause ids or cites.
        package var clauses: [Written<String>]
        package var note: Phrase?
        package var location: Location

        package init(
            tests: [WrittenExpression], outputs: [WrittenExpression], clauses: [Written<String>] = [], note: Phrase? = nil,
            location: Location = .unwritten
        ) {
            self.tests = tests
            self.outputs = outputs
            self.clauses = clauses
            self.note = note
            self.location = location
        }
    }

    /// The keys of its result; empty where the only output is the result itself.
    package var memberNames: [String] { outputs.count > 1 ? outputs.map { $0.name?.value ?? "" } : [] }

    /// The table as FEEL takes it, over ``written``.
    /// - Parameter number: which table it is, for the host: a violated hit policy is reported under it.
    package func text(number: Int) -> TableText {
        var composition = TableComposition()
        return composition.text(self, number: number)
    }

    /// The table line by line, for those who compare two: what it reads, each row, the default. Tables with the same lines decide alike.
    package var lines: [String] {
        func cells(_ cells: [WrittenExpression]) -> String {
            cells.map { $0.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.joined(separator: " | ")
        }
        let names = outputs.map { output in
            (output.name?.value ?? "") + (output.values.isEmpty ? "" : "(\(output.values.map(\.text).joined(separator: ", ")))")
        }
        let heading = names.joined(separator: " | ")
        let head = "\(hit.rawValue): \(cells(inputs))" + (heading.isEmpty ? "" : " → \(heading)")
        let body = rows.map { "\(cells($0.tests)) → \(cells($0.outputs))" }
        return [head] + body + (fallback.map { ["→ \(cells($0))"] } ?? [])
    }
}

/// Puts the cells of a table into one text: inputs, output values, then row by row, a cell a line.
private struct TableComposition {
    private var text = ""
    private var positions: PositionMap?

    static func written(
        _ inputs: [WrittenExpression], _ outputs: [DecisionTable.Output], _ rows: [DecisionTable.Row], _ fallback: [WrittenExpression]?,
        at location: Location
    ) -> WrittenExpression {
        var composition = TableComposition()
        for cell in inputs + outputs.flatMap(\.values) + rows.flatMap({ $0.tests + $0.outputs }) + (fallback ?? []) { _ = composition.add(cell) }
        return WrittenExpression(
            text: composition.text, location: location, positions: composition.positions ?? PositionMap(file: location.span))
    }

    private mutating func add(_ cell: WrittenExpression) -> Span {
        var map = positions ?? PositionMap(file: cell.location.span)
        if !text.isEmpty {
            text += "\n"
            map.append(count: 1, file: .at(cell.location.span.lower), verbatim: false)
        }
        let start = text.utf8.count
        text += cell.text
        for piece in cell.positions.pieces { map.append(count: piece.text.count, file: piece.file, verbatim: piece.verbatim) }
        positions = map
        return Span(start, text.utf8.count)
    }

    mutating func text(_ table: DecisionTable, number: Int) -> TableText {
        let inputs = table.inputs.map { add($0) }
        let outputs = table.outputs.map { output in
            TableText.Output(name: table.outputs.count > 1 ? output.name?.value ?? "" : nil, values: output.values.map { add($0) })
        }
        let rows = table.rows.map { row in TableText.Row(tests: row.tests.map { add($0) }, outputs: row.outputs.map { add($0) }) }
        let fallback = table.fallback.map { $0.map { add($0) } }
        return TableText(
            source: SourceText(name: "<table>", text: text), hit: table.hit, inputs: inputs, outputs: outputs, rows: rows, fallback: fallback,
            number: number)
    }
}
