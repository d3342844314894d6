import Diagnostics
import FEEL

/// A decision table that can come to null, as no row is hit and it has no default.
enum TableGap {
    static let code = "table-gap"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        TableGrid.all(typed).compactMap { grid in
            guard grid.typed.hit.needsHit, grid.typed.fallback == nil, let cells = grid.cells,
                let gap = cells.first(where: { cell in !grid.table.rows.indices.contains { grid.mayBeHit($0, cell) } })
            else { return nil }
            let words = grid.words(gap)
            return .fault(
                code, .warning, at: grid.table.location, zh: "决策表 `\(grid.name)` 有空缺，没有一行命中：\(words.zh)",
                en: "no row of the table `\(grid.name)` is hit when \(words.en)",
                mend: Phrase(zh: "补一行，或写 `默认:`", en: "add a row, or write `default:`"))
        }
    }
}
