import Diagnostics

/// A decision table as closures: what is hit, and what the table comes to by its hit policy.
///
/// Sure hits are dealt with as they are met. The first unknown row or result leads to ``settled(_:)``, which asks whether it matters.
final class CompiledTable: Sendable {
    let hit: HitPolicy
    let number: Int
    private let inputs: [(code: Code, local: Int)]
    let rows: [Row]
    /// What stands for a hit where there is none.
    let fallback: Row?
    let site: Site

    /// A row: its tests but those that any value passes, and what it says.
    struct Row: Sendable {
        var tests: [Code]
        var result: Code
        /// By output with listed values, the place of its constant result among them; nil where it hangs on the case.
        var ranks: [Int]?
        var site: Site
    }

    /// The outputs whose values are listed: their keys (nil for a single output) and values.
    let listed: [(key: Value?, values: [Value])]

    init(
        hit: HitPolicy, number: Int, inputs: [(code: Code, local: Int)], rows: [Row], fallback: Row?, listed: [(key: Value?, values: [Value])],
        site: Site
    ) {
        self.hit = hit
        self.number = number
        self.inputs = inputs
        self.rows = rows
        self.fallback = fallback
        self.listed = listed
        self.site = site
    }

    /// Puts the inputs where tests find them.
    func readInputs(_ m: MachineRef) {
        for input in inputs { m.pointee.locals[input.local] = input.code(m) }
    }

    /// Whether a row is hit: true, false or unknown. A test that comes to null isn't passed.
    @inline(__always)
    func match(_ row: Int, _ m: MachineRef) -> Value {
        var result = Value.true
        for test in rows[row].tests {
            let outcome = test(m)
            if outcome.isTrue { continue }
            guard outcome.isUnknown else { return .false }
            result = result.isUnknown ? m.pointee.unknown(result, outcome) : outcome
        }
        return result
    }

    // MARK: What it comes to

    func evaluate(_ m: MachineRef) -> Value {
        readInputs(m)
        switch hit {
        case .first: return first(m)
        case .unique: return unique(m)
        case .any: return any(m)
        case .priority: return priority(m)
        case .ruleOrder, .outputOrder, .collect, .sum, .min, .max, .count: return all(m)
        }
    }

    private func first(_ m: MachineRef) -> Value {
        for row in rows.indices {
            let outcome = match(row, m)
            if outcome.isTrue { return rows[row].result(m) }
            if outcome.isUnknown { return settled(m) }
        }
        return otherwise(m)
    }

    private func unique(_ m: MachineRef) -> Value {
        var found = -1
        for row in rows.indices {
            let outcome = match(row, m)
            if outcome.isFalse { continue }
            if outcome.isUnknown { return settled(m) }
            if found >= 0 { return violated(found, row, m) }
            found = row
        }
        return found >= 0 ? rows[found].result(m) : otherwise(m)
    }

    private func any(_ m: MachineRef) -> Value {
        var found = -1
        var value = Value.null
        for row in rows.indices {
            let outcome = match(row, m)
            if outcome.isFalse { continue }
            if outcome.isUnknown { return settled(m) }
            let result = rows[row].result(m)
            if result.isUnknown { return settled(m) }
            if found < 0 {
                (found, value) = (row, result)
            } else if Comparison.equal(value, result, m) != true {
                return violated(found, row, m)
            }
        }
        return found >= 0 ? value : otherwise(m)
    }

    private func priority(_ m: MachineRef) -> Value {
        var found = -1
        var value = Value.null
        for row in rows.indices {
            let outcome = match(row, m)
            if outcome.isFalse { continue }
            if outcome.isUnknown { return settled(m) }
            let result = rows[row].result(m)
            if result.isUnknown { return settled(m) }
            if found < 0 || precedes(row, result, found, value, m) { (found, value) = (row, result) }
        }
        return found >= 0 ? value : otherwise(m)
    }

    private func all(_ m: MachineRef) -> Value {
        var list = ArenaList()
        var count = 0
        var value = Value.null
        for row in rows.indices {
            let outcome = match(row, m)
            if outcome.isFalse { continue }
            // An order of their own needs all of them first.
            if outcome.isUnknown || hit == .outputOrder { return settled(m) }
            count += 1
            if hit == .count { continue }
            let result = rows[row].result(m)
            if result.isUnknown { return settled(m) }
            if hit.isList {
                if let obstacle = list.append(result, m) { return m.pointee.fail(obstacle, site) }
            } else {
                value = count == 1 ? result : combined(value, result, m)
            }
        }
        if hit == .count { return .number(Int64(count)) }
        if count == 0 { return otherwise(m) }
        return hit.isList ? list.value : value
    }

    /// Two results made into one.
    func combined(_ a: Value, _ b: Value, _ m: MachineRef) -> Value {
        if hit == .sum { return Arithmetic.add(a, b, m, site) }
        if a.isNull || b.isNull { return .null }
        guard let order = Comparison.order(a, b, m) else { return m.pointee.fail(.incomparable, site, a, b) }
        return (order <= 0) == (hit == .min) ? a : b
    }

    /// What it comes to when no row is hit.
    func otherwise(_ m: MachineRef) -> Value {
        if hit == .count { return .number(0) }
        guard let fallback else { return hit.isList ? ArenaList().value : m.pointee.fail(.noRow, site) }
        let value = fallback.result(m)
        guard hit.isList, !value.isUnknown else { return value }
        var list = ArenaList()
        if let obstacle = list.append(value, m) { return m.pointee.fail(obstacle, site) }
        return list.value
    }

    /// Null, as the hit policy forbids what two rows came to; noted for the host too.
    func violated(_ first: Int, _ second: Int, _ m: MachineRef) -> Value {
        if m.pointee.violations.count < TableViolation.limit {
            m.pointee.violations.append(TableViolation(table: number, first: first, second: second))
        }
        return m.pointee.fail(
            .severalRows, Site(span: rows[second].site.span, subject: hit.rawValue), texts: { ["\(first + 1)", "\(second + 1)"] })
    }

    // MARK: Order of results

    /// Whether what one row says comes before what another says, by the order of output values.
    func precedes(_ a: Int, _ left: Value, _ b: Int, _ right: Value, _ m: MachineRef) -> Bool {
        if let a = rank(a), let b = rank(b) { return a.lexicographicallyPrecedes(b) }
        for (index, output) in listed.enumerated() {
            let (x, y) = (rank(left, output, m), rank(right, output, m))
            if x != y { return x < y }
            if index == listed.count - 1 { return false }
        }
        return false
    }

    private func rank(_ row: Int) -> [Int]? { rows[row].ranks }

    /// The place among an output's values; behind all of them for anything else.
    private func rank(_ value: Value, _ output: (key: Value?, values: [Value]), _ m: MachineRef) -> Int {
        var value = value
        if let key = output.key { value = value.tag == .context ? value.member(key.utf8) ?? .null : .null }
        return output.values.firstIndex { Comparison.equal($0, value, m) == true } ?? output.values.count
    }
}
