import Diagnostics

extension Compiler {
    func table(_ table: TypedTable, _ span: Span) -> Code {
        let compiled = compile(table, span)
        return { m in compiled.evaluate(m) }
    }

    func compile(_ table: TypedTable, _ span: Span) -> CompiledTable {
        let listed = table.outputs.enumerated().filter { !$0.element.values.isEmpty }
        func row(_ tests: [TypedExpr?], _ outputs: [TypedExpr], _ span: Span) -> CompiledTable.Row {
            let ranks = listed.map { index, output in output.values.firstIndex { $0 == constantDatum(outputs, index) } }
            return CompiledTable.Row(
                match: match(tests.compactMap { $0 }), result: result(outputs, of: table, span),
                ranks: ranks.contains { $0 == nil } ? nil : ranks.compactMap { $0 }, site: Site(span: span, subject: table.hit.rawValue))
        }
        return CompiledTable(
            hit: table.hit, number: table.number, inputs: table.inputs.map { CompiledTable.Input(code: compile($0.value), local: $0.local) },
            rows: table.rows.map { row($0.tests, $0.outputs, $0.span) }, fallback: table.fallback.map { row([], $0, span) },
            listed: listed.map { _, output in (key: output.name.map { unit.symbol($0) }, values: output.values.map { unit.constant($0) }) },
            site: Site(span: span, subject: table.hit.rawValue))
    }

    /// Whether a row's tests are passed: true, false or unknown. A test that comes to null isn't.
    private func match(_ tests: [TypedExpr]) -> Code {
        var builder = BranchBuilder(self)
        guard let whole = builder.all(tests, passed) else { return { _ in .true } }
        return builder.code(whole)
    }

    private func passed(_ first: @escaping Code, _ second: @escaping Code, _ span: Span) -> Code {
        { m in
            let a = first(m)
            if a.isFalse || a.isNull { return .false }
            let b = second(m)
            if a.isTrue || b.isFalse || b.isNull { return b }
            return b.isUnknown ? m.pointee.unknown(a, b) : a
        }
    }

    private func constantDatum(_ outputs: [TypedExpr], _ index: Int) -> Datum? {
        guard outputs.indices.contains(index) else { return nil }
        switch outputs[index].kind {
        case .constant(let datum): return datum
        case .variable(let variable): return variable.constant
        default: return nil
        }
    }

    /// What a row says: its only output, or a context of them.
    private func result(_ outputs: [TypedExpr], of table: TypedTable, _ span: Span) -> Code {
        let codes = zip(table.outputs, outputs).map { output, cell in listed(compile(cell), output, cell) }
        if let code = codes.first, table.outputs.count == 1, table.outputs[0].name == nil { return code }
        let entries = zip(table.outputs, codes).map { output, code in
            (key: unit.symbol(output.name ?? ""), code: code, local: output.local, recursive: false)
        }
        return context(entries, Site(span: span, subject: "{}"))
    }

    /// A result that isn't constant is held against the values it may have when it is there.
    private func listed(_ code: @escaping Code, _ output: TypedTable.Output, _ cell: TypedExpr) -> Code {
        if output.values.isEmpty { return code }
        if case .constant = cell.kind { return code }
        let values = output.values.map { unit.constant($0) }
        let site = Site(span: cell.span, subject: output.name ?? "")
        return { m in
            let value = code(m)
            if value.isUnknown || values.contains(where: { Comparison.equal($0, value, m) == true }) { return value }
            return m.pointee.fail(.unlistedOutput, site, value)
        }
    }
}

/// The rows of a table one by one, for those who explain what it came to.
package final class TableRows: Sendable {
    private let table: CompiledTable
    private let frameSize: Int
    // Keeps the constants.
    private let unit: CompilationUnit

    init(_ table: CompiledTable, frameSize: Int, unit: CompilationUnit) {
        self.table = table
        self.frameSize = frameSize
        self.unit = unit
    }

    /// By row, whether it is hit: true, false, or nil where that isn't known. Under `first`, what stands below the first sure hit isn't.
    package func hits(_ m: MachineRef) -> [Bool?] {
        let (locals, top) = (m.pointee.locals, m.pointee.top)
        guard m.pointee.localsEnd - top > frameSize else { return [] }
        m.pointee.locals = top
        m.pointee.top = top + frameSize
        defer {
            m.pointee.locals = locals
            m.pointee.top = top
        }
        table.readInputs(m)
        var isOver = false
        return table.rows.indices.map { row in
            if isOver { return false }
            let outcome = table.match(row, m)
            if outcome.isUnknown { return nil }
            if outcome.isTrue, table.hit == .first { isOver = true }
            return outcome.isTrue
        }
    }
}

extension Compiler {
    /// The rows of a checked table; nil of anything else.
    package func rows(of whole: CheckedExpression) -> TableRows? {
        whole.root.table.map { TableRows(compile($0, whole.root.span), frameSize: whole.frameSize, unit: unit) }
    }
}
