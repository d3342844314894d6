import Diagnostics
import FEEL

/// Two rows of a decision table that are hit together, where its hit policy forbids that.
enum TableOverlap {
    static let code = "table-overlap"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        TableGrid.all(typed).filter { $0.typed.hit == .unique || $0.typed.hit == .any }.flatMap { grid in
            grid.table.rows.indices.compactMap { finding($0, grid) }
        }
    }

    /// The first row above that a row gets in the way of.
    private static func finding(_ row: Int, _ grid: TableGrid) -> Diagnostic? {
        for other in 0..<row {
            guard let cell = grid.sharedCell(other, row), grid.typed.hit == .unique || !grid.maySaySame(other, row) else { continue }
            let words = grid.words(cell)
            let when = words.zh.isEmpty ? Phrase(zh: "", en: "") : Phrase(zh: "：\(words.zh)", en: ": \(words.en)")
            let isUnique = grid.typed.hit == .unique
            return .fault(
                code, .warning, at: grid.table.rows[row].location,
                zh: "第 \(row + 1) 行与第 \(other + 1) 行会同时命中\(isUnique ? "" : "而结果不同")\(when.zh)",
                en: "row \(row + 1) and row \(other + 1) are hit together\(isUnique ? "" : ", and say different things")\(when.en)",
                mend: Phrase(
                    zh: "改正其中一行的条件，或把 `命中` 写作 `首个`", en: "correct the tests of one of them, or make `hit` `first`"),
                notes: [
                    Diagnostic.Note(
                        message: Phrase(zh: "第 \(other + 1) 行在这里", en: "row \(other + 1) is here"), location: grid.table.rows[other].location)
                ])
        }
        return nil
    }
}
