import Diagnostics

/// A decision table as closures: what is hit, and what the table comes to by its hit policy.
///
/// Sure hits are dealt with as they are met. The first unknown row or result leads to ``settled(_:)``, which asks whether it matters.
final class CompiledTable: Sendable {
    let hit: HitPolicy
    let number: Int
    private let inputs: UnretainedList<Input>
    private let lines: UnretainedList<Row>
    var rows: [Row] { lines.elements }
    var rowCount: Int { lines.count }
    /// What stands for a hit where there is none.
    private let fallback: UnretainedList<Row>
    let site: Site

    /// What is looked at, and the local in which tests find it.
    final class Input: Sendable {
        let code: Code
        let local: Int

        init(code: @escaping Code, local: Int) {
            self.code = code
            self.local = local
        }
    }

    /// A row: whether its tests are passed, and what it says.
    final class Row: Sendable {
        let match: Code
        let result: Code
        /// By output with listed values, the place of its constant result among them; nil where it hangs on the case.
        let ranks: [Int]?
        let site: Site

        init(match: @escaping Code, result: @escaping Code, ranks: [Int]?, site: Site) {
            self.match = match
            self.result = result
            self.ranks = ranks
            self.site = site
        }
    }

    /// The outputs whose values are listed: their keys (nil for a single output) and values.
    let listed: [(key: Value?, values: [Value])]

    init(
        hit: HitPolicy, number: Int, inputs: [Input], rows: [Row], fallback: Row?, listed: [(key: Value?, values: [Value])],
        site: Site
    ) {
        self.hit = hit
        self.number = number
        self.inputs = UnretainedList(inputs)
        lines = UnretainedList(rows)
        self.fallback = UnretainedList(fallback.map { [$0] } ?? [])
        self.listed = listed
        self.site = site
    }

    /// Puts the inputs where tests find them.
    func readInputs(_ m: MachineRef) {
        for index in 0..<inputs.count { inputs.with(index) { m.pointee.locals[$0.local] = $0.code(m) } }
    }

    /// Whether a row is hit: true, false or unknown. A test that comes to null isn't passed.
    @inline(__always)
    func match(_ row: Int, _ m: MachineRef) -> Value {
        let outcome = lines.with(row) { $0.match(m) }
        return outcome.isTrue || outcome.isUnknown ? outcome : .false
    }

    /// What a row says.
    @inline(__always)
    func result(_ row: Int, _ m: MachineRef) -> Value { lines.with(row) { $0.result(m) } }

    // MARK: What it comes to

    func evaluate(_ m: MachineRef) -> Value {
        readInputs(m)
        switch hit {
        case .first: return first(m)
        case .unique: return unique(m)
        case .any: return any(m)
        case .priority: return priority(m)
        case .ruleOrder, .collect: return list(m)
        case .outputOrder: return ordered(m)
        case .sum, .min, .max: return aggregate(m)
        case .count: return count(m)
        }
    }

    /// Calls `body` for each row that is hit; what it returns ends the table. A row that isn't sure is settled with all the others.
    @inline(__always)
    private func visit(_ m: MachineRef, _ body: (Int) -> Value?) -> Value? {
        for row in 0..<lines.count {
            let outcome = match(row, m)
            if outcome.isFalse { continue }
            if outcome.isUnknown { return settled(m) }
            if let end = body(row) { return end }
        }
        return nil
    }

    /// What the hits say, one after the other, each with its row.
    @inline(__always)
    private func visitResults(_ m: MachineRef, _ body: (Int, Value) -> Value?) -> Value? {
        visit(m) { row in
            let result = self.result(row, m)
            return result.isUnknown ? settled(m) : body(row, result)
        }
    }

    private func first(_ m: MachineRef) -> Value { visit(m) { result($0, m) } ?? otherwise(m) }

    private func unique(_ m: MachineRef) -> Value {
        var found = -1
        let end = visit(m) { row in
            if found >= 0 { return violated(found, row, m) }
            found = row
            return nil
        }
        return end ?? (found >= 0 ? result(found, m) : otherwise(m))
    }

    private func any(_ m: MachineRef) -> Value {
        var said: (row: Int, value: Value)?
        let end = visitResults(m) { row, result in
            guard let first = said else {
                said = (row, result)
                return nil
            }
            return Comparison.equal(first.value, result, m) == true ? nil : violated(first.row, row, m)
        }
        return end ?? said?.value ?? otherwise(m)
    }

    private func priority(_ m: MachineRef) -> Value {
        var best: (row: Int, value: Value)?
        let end = visitResults(m) { row, result in
            if best.map({ precedes(row, result, $0.row, $0.value, m) }) ?? true { best = (row, result) }
            return nil
        }
        return end ?? best?.value ?? otherwise(m)
    }

    private func count(_ m: MachineRef) -> Value {
        var count = 0
        let end = visit(m) { _ in
            count += 1
            return nil
        }
        return end ?? .number(Int64(count))
    }

    private func aggregate(_ m: MachineRef) -> Value {
        var total: Value?
        let end = visitResults(m) { _, result in
            total = total.map { combined($0, result, m) } ?? result
            return nil
        }
        return end ?? total ?? otherwise(m)
    }

    private func list(_ m: MachineRef) -> Value {
        var list = ArenaList()
        var isEmpty = true
        let end = visitResults(m) { _, result in
            isEmpty = false
            return list.append(result, m).map { m.pointee.fail($0, site) }
        }
        return end ?? (isEmpty ? otherwise(m) : list.value)
    }

    /// An order of their own needs all hits first.
    private func ordered(_ m: MachineRef) -> Value { visit(m) { _ in settled(m) } ?? otherwise(m) }

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
        guard fallback.count > 0 else { return hit.isList ? ArenaList().value : m.pointee.fail(.noRow, site) }
        let value = fallback.with(0) { $0.result(m) }
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
