import FEEL
import Policy

extension ScoreJudge {
    /// What the table of bands comes to.
    package struct Grade: Sendable, Hashable {
        /// Those it may be, from the best down; nil where there is none.
        package var bands: ClosedRange<Int>?
        /// The rows that are hit, or may be.
        package var rows: [Row] = []
        /// Two rows, from 0, that its hit policy forbids together.
        package var conflict: [Int] = []

        package struct Row: Sendable, Hashable {
            /// From 0.
            package var number: Int
            package var isSure: Bool
        }
    }

    /// - Parameter totals: where the total isn't known, those that stand for all it may be; none where that can't be told.
    package func grade(_ summary: Summary, totals: [Decimal128]) -> Grade {
        let plan = plan.assessments[assessment]
        guard let table = plan.bandTable, !plan.bands.isEmpty else { return Grade() }
        read(summary)
        var grade = Grade()
        var found: Set<Int> = []
        var hits: [[Bool?]] = []
        for total in totals.isEmpty ? [nil] : totals.map(Optional.some) {
            if let total { read(total, summary) }
            owner.ref.pointee.violations.removeAll(keepingCapacity: true)
            let outcome = table.evaluate(owner.ref)
            if let violation = owner.ref.pointee.violations.first { grade.conflict = [Int(violation.first), Int(violation.second)] }
            let rows = plan.bandRows?.hits(owner.ref) ?? []
            hits.append(rows)
            if outcome.isUnknown {
                found.formUnion(possible(rows))
            } else if let band = plan.bands.firstIndex(where: { Comparison.equal($0, outcome, owner.ref) == true }) {
                found.insert(band)
            }
        }
        if let best = found.min(), let worst = found.max() { grade.bands = best...worst }
        let rows = hits.first?.indices ?? 0..<0
        grade.rows = rows.compactMap { row in
            if hits.allSatisfy({ $0[row] == false }) { return nil }
            return Grade.Row(number: row, isSure: hits.allSatisfy { $0[row] == true })
        }
        return grade
    }

    /// The bands of the rows that may be hit; any where what they say isn't constant.
    private func possible(_ hits: [Bool?]) -> Set<Int> {
        let bands = plan.policy.assessments[assessment].bands
        guard let grid = plan.typed.assessments[assessment].bandTable?.root.table else { return [] }
        var outputs = zip(grid.rows, hits).filter { $1 != false }.flatMap { row, _ in row.outputs }
        if !hits.contains(true) { outputs += grid.fallback ?? [] }
        let numbers = outputs.map { output -> Int? in
            guard case .constant(.string(let name)) = output.kind else { return nil }
            return bands.firstIndex { $0.name == name }
        }
        return numbers.contains(nil) ? Set(bands.indices) : Set(numbers.compactMap { $0 })
    }

    /// One of the totals that it may be.
    private func read(_ total: Decimal128, _ summary: Summary) {
        set(.total, value(.known(total)))
        guard case .known(let previous) = summary.previousTotal, let change = Decimal128.add(total, previous.negated) else { return }
        set(.change, value(.known(change)))
    }
}
