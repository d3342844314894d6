import Diagnostics
import FEEL

/// A band that no total reaches, since one above it takes them all; or totals that no band takes.
enum BandsOutOfOrder {
    static let code = "bands-out-of-order"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for (assessment, checked) in zip(typed.policy.assessments, typed.assessments) {
            if let table = assessment.bandTable {
                found += unreached(assessment, table, checked.bandTable)
                continue
            }
            for (index, band) in assessment.bands.enumerated() where index > 0 {
                let above = assessment.bands[index - 1]
                let isReached: Bool
                switch (above.written.from, band.written.from) {
                case (nil, _): isReached = false
                case (_, nil): isReached = true
                case (_?, _?):
                    // What has no value has been told.
                    guard let high = checked.bands[index - 1]?.value, let low = checked.bands[index]?.value else { continue }
                    isReached = low < high
                }
                guard !isReached else { continue }
                found.append(
                    .fault(
                        code, at: band.written.location, zh: "没有总分落入等次 `\(band.name)`", en: "no total reaches the band `\(band.name)`",
                        mend: Phrase(zh: "等次由高到低写，最后一个不写 `自`", en: "write bands from the highest down, the last without `from`"),
                        notes: [
                            Diagnostic.Note(message: Phrase(zh: "都归了这一等", en: "they all fall into this one"), location: above.written.location)
                        ]))
            }
            if let last = assessment.bands.last, last.written.from != nil {
                found.append(
                    .fault(
                        code, .warning, at: last.written.location, zh: "低于 `\(last.name)` 的总分没有等次", en: "totals below `\(last.name)` have no band",
                        mend: Phrase(zh: "末尾加一个不写 `自` 的等次", en: "end with a band without `from`")))
            }
        }
        return found
    }

    /// The bands that no row gives. What isn't constant may give any.
    private static func unreached(_ assessment: ResolvedAssessment, _ table: ResolvedAssessment.BandTable, _ checked: CheckedExpression?)
        -> [Diagnostic]
    {
        guard let grid = checked?.root.table, checked?.hasErrors == false else { return [] }
        var given: Set<String> = []
        for output in grid.rows.flatMap(\.outputs) + (grid.fallback ?? []) {
            guard case .constant(.string(let name)) = output.kind else { return [] }
            given.insert(name)
        }
        return assessment.bands.filter { !given.contains($0.name) }.map { band in
            .fault(
                code, at: band.written.location, zh: "没有一行得出等次 `\(band.name)`", en: "no row gives the band `\(band.name)`",
                mend: Phrase(zh: "补一行，或删掉这个等次", en: "add a row, or delete the band"),
                notes: [Diagnostic.Note(message: Phrase(zh: "决策表在这里", en: "the table is here"), location: table.table.location)])
        }
    }
}
