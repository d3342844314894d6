/// What a table comes to where a row or a result is unknown: known if it comes to the same whatever the facts are.
extension CompiledTable {
    /// A row that is hit, or may be.
    private struct Hit {
        var row: Int
        /// Unknown where it isn't sure.
        var match: Value
        var value: Value
        var isSure: Bool { match.isTrue }
    }

    fileprivate enum Outcome {
        case value(Value)
        case violated(Int, Int)
        case unknown
    }

    /// Unknown rows may be hit or not, whichever way. To know that it makes no difference it is enough to look at none of them, each by itself and
    /// all together: more of them between only repeat what these say.
    @inline(never)
    func settled(_ m: MachineRef) -> Value {
        let reasons = m.pointee.reasons
        // What is tried out here is no reason for anything.
        m.pointee.reasons = nil
        if let settled = settledByOne(m) {
            m.pointee.reasons = reasons
            return settled.isNull ? otherwise(m) : settled
        }
        let hits = possibleHits(m)
        let sure = hits.filter(\.isSure)
        let open = hits.filter { !$0.isSure }
        let least = outcome(of: sure, m)
        var isSettled = !least.isUnknown
        if isSettled, !open.isEmpty {
            isSettled = m.pointee.step(open.count * hits.count) && isSame(least, outcome(of: hits, m), m)
            if open.count > 1 {
                for one in open where isSettled {
                    isSettled = isSame(least, outcome(of: hits.filter { $0.isSure || $0.row == one.row }, m), m)
                }
            }
        }
        let missing = isSettled ? Value.null : self.missing(hits, sure, m)
        m.pointee.reasons = reasons
        guard isSettled else { return missing }
        switch least {
        case .value(let value): return sure.isEmpty ? otherwise(m) : value
        case .violated(let first, let second): return violated(first, second, m)
        case .unknown: return missing
        }
    }

    /// What it comes to where all but one row are certainly not hit, and that one may be: most tables ask of few facts. Null where it is what it comes
    /// to without a row, nil where more rows count or the row's own result isn't the table's.
    private func settledByOne(_ m: MachineRef) -> Value? {
        if hit.isList || hit == .count { return nil }
        var only: (row: Int, match: Value)?
        for row in 0..<rowCount {
            let match = match(row, m)
            if match.isFalse { continue }
            if only != nil || match.isTrue { return nil }
            only = (row, match)
        }
        guard let only else { return nil }
        let (value, without) = (result(only.row, m), otherwise(m))
        if !value.isUnknown, !without.isUnknown, m.pointee.step(1), isSame(.value(without), .value(value), m) { return .null }
        let missing = m.pointee.unknown(m.pointee.unknown(m.pointee.unknown(.null, only.match), value), without)
        return missing.isUnknown ? missing : .unknownInGeneral
    }

    /// The rows that count, in order.
    private func possibleHits(_ m: MachineRef) -> [Hit] {
        var hits: [Hit] = []
        for row in rows.indices {
            let match = match(row, m)
            if match.isFalse { continue }
            hits.append(Hit(row: row, match: match, value: hit == .count ? .null : rows[row].result(m)))
            if hit == .first, match.isTrue { break }
        }
        return hits
    }

    private func outcome(of hits: [Hit], _ m: MachineRef) -> Outcome {
        guard let first = hits.first else {
            let value = otherwise(m)
            return value.isUnknown ? .unknown : .value(value)
        }
        switch hit {
        case .first: return first.value.isUnknown ? .unknown : .value(first.value)
        case .unique:
            if hits.count > 1 { return .violated(first.row, hits[1].row) }
            return first.value.isUnknown ? .unknown : .value(first.value)
        case .any:
            let known = hits.filter { !$0.value.isUnknown }
            if let one = known.first, let other = known.first(where: { Comparison.equal(one.value, $0.value, m) != true }) {
                return .violated(one.row, other.row)
            }
            return known.count < hits.count ? .unknown : .value(first.value)
        case .count: return .value(.number(Int64(hits.count)))
        case .priority where hits.allSatisfy({ rows[$0.row].ranks != nil }):
            // Which of constant ranks comes first is known, whatever else the rows say.
            let value = together(hits, m)
            return value.isUnknown ? .unknown : .value(value)
        case .priority, .ruleOrder, .outputOrder, .collect, .sum, .min, .max:
            if hits.contains(where: \.value.isUnknown) { return .unknown }
            return .value(together(hits, m))
        }
    }

    private func together(_ hits: [Hit], _ m: MachineRef) -> Value {
        switch hit {
        case .priority:
            return hits.dropFirst().reduce(hits[0]) { precedes($1.row, $1.value, $0.row, $0.value, m) ? $1 : $0 }.value
        case .sum, .min, .max: return hits.dropFirst().reduce(hits[0].value) { combined($0, $1.value, m) }
        default:
            var hits = hits
            if hit == .outputOrder {
                hits.sort { a, b in
                    if precedes(a.row, a.value, b.row, b.value, m) { return true }
                    return precedes(b.row, b.value, a.row, a.value, m) ? false : a.row < b.row
                }
            }
            var list = ArenaList()
            for hit in hits { if let obstacle = list.append(hit.value, m) { return m.pointee.fail(obstacle, site) } }
            return list.value
        }
    }

    private func isSame(_ a: Outcome, _ b: Outcome, _ m: MachineRef) -> Bool {
        switch (a, b) {
        case (.value(let x), .value(let y)): x.isNull && y.isNull || Comparison.equal(x, y, m) == true
        case (.violated, .violated): true
        default: false
        }
    }

    /// The facts that rows and results wait for.
    private func missing(_ hits: [Hit], _ sure: [Hit], _ m: MachineRef) -> Value {
        var all = Value.null
        for hit in hits {
            all = m.pointee.unknown(all, hit.match)
            all = m.pointee.unknown(all, hit.value)
        }
        if sure.isEmpty { all = m.pointee.unknown(all, otherwise(m)) }
        return all.isUnknown ? all : .unknownInGeneral
    }
}

extension CompiledTable.Outcome {
    fileprivate var isUnknown: Bool {
        if case .unknown = self { return true }
        return false
    }
}
