import Diagnostics

/// Decision tables: a table's text is checked part by part, each in the same scope, inputs being locals of the whole.
struct TableChecker {
    private let text: TableText
    private let environment: Environment
    private var checker: Checker
    private var parsed: [Diagnostic] = []

    init(_ text: TableText, _ environment: Environment) {
        self.text = text
        self.environment = environment
        checker = Checker(environment: environment, source: text.source)
    }

    var frameSize: Int { checker.scope.frames[0].size }
    var diagnostics: [Diagnostic] { parsed + checker.diagnostics }

    mutating func check() -> TypedExpr {
        let inputs = text.inputs.map { span in
            let value = expression(span)
            return TypedTable.Input(value: value, local: checker.scope.reserve())
        }
        var outputs = text.outputs.map { output in
            TypedTable.Output(name: output.name, values: values(output.values), local: checker.scope.reserve(), type: .null)
        }
        let rows = text.rows.map { row in
            let tests = zip(row.tests, inputs).map { test($0, $1) }
            return TypedTable.Row(tests: tests, outputs: row.outputs.map { expression($0) }, span: row.span)
        }
        let fallback = text.fallback.map { $0.map { expression($0) } }
        for index in outputs.indices {
            let cells = (rows.map(\.outputs) + [fallback ?? []]).compactMap { $0.indices.contains(index) ? $0[index] : nil }
            for cell in cells { checkListed(cell, outputs[index].values, text.outputs[index].values) }
            outputs[index].type = type(of: cells, outputs[index])
        }
        let table = TypedTable(hit: text.hit, inputs: inputs, outputs: outputs, rows: rows, fallback: fallback, number: text.number)
        return TypedExpr(.table(table), type: type(of: table), span: Span(0, text.source.bytes.count))
    }

    // MARK: Cells

    private mutating func expression(_ span: Span) -> TypedExpr {
        let result = Parser.parseExpression(text.source, in: span, names: environment.names, members: environment.members)
        parsed += result.diagnostics
        guard let expr = result.expr else { return TypedExpr(.constant(.null), type: .any, span: span) }
        return checker.check(expr)
    }

    private mutating func test(_ span: Span, _ input: TypedTable.Input) -> TypedExpr? {
        let result = Parser.parseUnaryTests(text.source, in: span, names: environment.names, members: environment.members)
        parsed += result.diagnostics
        guard let expr = result.expr else { return TypedExpr(.constant(.null), type: .boolean, span: span) }
        if case .unaryTests(let tests, negated: true) = expr.kind, tests.isEmpty { return nil }
        checker.scope.bind("?", to: input.local, type: input.value.type)
        defer { checker.scope.unbind() }
        return checker.tests(expr)
    }

    // MARK: Output values

    /// What an output may be. Each is written down, so that their order is known when a policy is read.
    private mutating func values(_ spans: [Span]) -> [Datum] {
        var found: [Datum] = []
        for span in spans {
            guard let value = constant(expression(span)) else {
                checker.report("table-value", span, Phrase(zh: "输出取值应为常量", en: "an output value is a constant"))
                continue
            }
            if found.contains(value) {
                checker.report("table-value", span, Phrase(zh: "这个取值写了两次", en: "this value stands twice"))
            } else {
                found.append(value)
            }
        }
        return found
    }

    private func constant(_ expr: TypedExpr) -> Datum? {
        switch expr.kind {
        case .constant(let datum) where datum != .null: datum
        case .variable(let variable): variable.constant.flatMap { $0 == .null ? nil : $0 }
        default: nil
        }
    }

    /// A constant result has to be among the values that its output may have.
    private mutating func checkListed(_ cell: TypedExpr, _ values: [Datum], _ spans: [Span]) {
        guard !values.isEmpty, let value = constant(cell), !values.contains(value) else { return }
        let written = text.source.text(of: cell.span)
        let listed = spans.map { text.source.text(of: $0) }
        checker.report(
            "table-output", cell.span, Phrase(zh: "`\(written)` 不在输出取值之中", en: "`\(written)` isn't among the output values"),
            mend: nearestName(to: written, among: listed).map { Phrase(zh: "是否想写 `\($0)`", en: "did you mean `\($0)`") }
                ?? Phrase(zh: "取值为 \(listed.joined(separator: "、"))", en: "they are \(listed.joined(separator: ", "))"))
    }

    // MARK: Types

    private mutating func type(of cells: [TypedExpr], _ output: TypedTable.Output) -> FEELType {
        var type = FEELType.null
        var first: TypedExpr?
        for cell in cells {
            if let aggregate = aggregateType(cell.type) { checker.report("table-cell", cell.span, aggregate) }
            if let first, type.kind != .any, cell.type.kind != .any, cell.type.kind != .null, !checker.sameKind(type, cell.type) {
                checker.report(
                    "table-cell", cell.span,
                    Phrase(
                        zh: "同一列的结果种类不一：这里是 \(cell.type.name)，前面是 \(first.type.name)",
                        en: "one column holds results of two kinds: this is a \(cell.type.name), what stands above is a \(first.type.name)"))
                continue
            }
            if first == nil, cell.type.kind != .null { first = cell }
            type = type.joined(with: cell.type)
        }
        let texts = output.values.compactMap { value -> String? in
            if case .string(let text) = value { return text }
            return nil
        }
        if !texts.isEmpty, texts.count == output.values.count, type.kind == .string {
            return .enumeration(FEELType.Enumeration(name: output.name ?? "", values: texts))
        }
        return type == .null ? .any : type
    }

    /// What is wrong with a type that is to be added up or compared; nil when nothing is.
    private func aggregateType(_ type: FEELType) -> Phrase? {
        if type.kind == .any || type.kind == .null { return nil }
        switch text.hit {
        case .sum where ![.number, .daysTimeDuration, .yearsMonthsDuration].contains(type.kind):
            return Phrase(zh: "\(type.name) 不能求和", en: "a \(type.name) can't be added up")
        case .min where !type.isOrdered, .max where !type.isOrdered:
            return Phrase(zh: "\(type.name) 没有大小之分", en: "a \(type.name) has no order")
        default: return nil
        }
    }

    private func type(of table: TypedTable) -> FEELType {
        if table.hit == .count { return .number }
        var type = FEELType.any
        if let only = table.outputs.first, table.outputs.count == 1, only.name == nil {
            type = only.type
        } else {
            type = .context(table.outputs.map { FEELType.Member(name: $0.name ?? "", type: $0.type) })
        }
        return table.hit.isList ? .list(type) : type
    }
}

extension TableText.Row {
    fileprivate var span: Span {
        let all = tests + outputs
        return all.dropFirst().reduce(all.first ?? .at(0)) { $0.union($1) }
    }
}
