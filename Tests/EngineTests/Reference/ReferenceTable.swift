import FEEL
import Policy

/// What a decision table comes to, by trying out every way in which unknown rows may turn out: known where all of them agree.
struct ReferenceTable {
    let table: DecisionTable
    let plan: ReferencePolicy
    let scope: ReferenceExpression.Scope

    private struct Hit {
        var row: Int
        var match: ReferenceValue
        var value: ReferenceValue
    }

    private enum Outcome: Hashable {
        case value(ReferenceValue)
        case violated
    }

    func value() -> ReferenceValue {
        let inputs = table.inputs.map { plan.expression($0).evaluate(scope) }
        var hits: [Hit] = []
        for (index, row) in table.rows.enumerated() {
            let match = match(row, inputs)
            if match.isFalse { continue }
            hits.append(Hit(row: index, match: match, value: table.hit == .count ? .null : result(row.outputs)))
            if table.hit == .first, match.isTrue { break }
        }
        let open = hits.indices.filter { !hits[$0].match.isTrue }
        var outcomes: Set<Outcome> = []
        for choice in 0..<(1 << open.count) {
            outcomes.insert(
                outcome(of: hits.indices.filter { index in open.firstIndex(of: index).map { choice & (1 << $0) != 0 } ?? true }.map { hits[$0] }))
        }
        if outcomes.count == 1, let only = outcomes.first {
            guard case .value(let value) = only else { return .null }
            if value.missing == nil { return value }
        }
        var all = hits.flatMap { [$0.match, $0.value] }
        if open.count == hits.count { all.append(otherwise) }
        return .unknown(among: all) ?? .unknown([])
    }

    /// Whether a row is hit; a test that comes to null isn't passed.
    private func match(_ row: DecisionTable.Row, _ inputs: [ReferenceValue]) -> ReferenceValue {
        zip(row.tests, inputs).reduce(.boolean(true)) { found, cell in
            let passed = plan.tests(cell.0).passes(cell.1, scope)
            return .and(found, passed == .null ? .boolean(false) : passed)
        }
    }

    private func result(_ outputs: [WrittenExpression]) -> ReferenceValue {
        let value = plan.expression(outputs[0]).evaluate(scope)
        let listed = values
        return listed.isEmpty || value.missing != nil || listed.contains(value) ? value : .null
    }

    private var values: [ReferenceValue] { table.outputs[0].values.map { plan.expression($0).evaluate(scope) } }

    private var otherwise: ReferenceValue {
        if table.hit == .count { return .number(0) }
        guard let fallback = table.fallback else { return table.hit.isList ? .list([]) : .null }
        let value = result(fallback)
        return table.hit.isList && value.missing == nil ? .list([value]) : value
    }

    private func outcome(of hits: [Hit]) -> Outcome {
        if hits.isEmpty { return .value(otherwise) }
        let known = hits.map(\.value).filter { $0.missing == nil }
        let unknown = ReferenceValue.unknown(among: hits.map(\.value))
        let listed = values
        func rank(_ value: ReferenceValue) -> Int { listed.firstIndex(of: value) ?? listed.count }
        switch table.hit {
        case .first: return .value(hits[0].value)
        case .unique: return hits.count > 1 ? .violated : .value(hits[0].value)
        case .any: return Set(known).count > 1 ? .violated : .value(unknown ?? known[0])
        case .count: return .value(.number(hits.count))
        default: break
        }
        if let unknown { return .value(unknown) }
        let sorted = known.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
        switch table.hit {
        case .priority: return .value(sorted[0])
        case .outputOrder: return .value(.list(sorted))
        case .sum: return .value(known.dropFirst().reduce(known[0]) { ReferenceExpression.sum($0, $1) })
        case .min, .max: return .value(extreme(known))
        default: return .value(.list(known))
        }
    }

    private func extreme(_ values: [ReferenceValue]) -> ReferenceValue {
        if values.contains(.null), values.count > 1 { return .null }
        func amount(_ value: ReferenceValue) -> Int {
            switch value {
            case .number(let number), .days(let number): number
            default: 0
            }
        }
        let sorted = values.sorted { amount($0) < amount($1) }
        return table.hit == .min ? sorted[0] : sorted[sorted.count - 1]
    }
}
