import Diagnostics
import FEEL

/// A row of a decision table that can't be hit, or never counts because rows above it are hit wherever it is.
enum TableRowMasked {
    static let code = "table-row-masked"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        TableGrid.all(typed).flatMap { grid in
            guard let cells = grid.cells else { return [Diagnostic]() }
            return grid.table.rows.indices.compactMap { row in finding(row, cells, grid) }
        }
    }

    private static func finding(_ row: Int, _ cells: [TableGrid.Cell], _ grid: TableGrid) -> Diagnostic? {
        let own = cells.filter { grid.mayBeHit(row, $0) }
        let place = grid.table.rows[row].location
        let mend = Phrase(zh: "改正它的条件，或删掉它", en: "correct its tests, or delete it")
        if own.isEmpty {
            return .fault(code, .warning, at: place, zh: "第 \(row + 1) 行无论如何都不会命中", en: "row \(row + 1) can't be hit", mend: mend)
        }
        guard grid.typed.hit == .first else { return nil }
        guard own.allSatisfy({ cell in (0..<row).contains { grid.isHit($0, cell) } }) else { return nil }
        return .fault(
            code, .warning, at: place, zh: "凡第 \(row + 1) 行命中处，前面的行都已先命中", en: "wherever row \(row + 1) is hit, a row above it is hit first",
            mend: mend)
    }
}
