import Diagnostics
import FEEL
import YAMLDocument

/// Decision tables, wherever one may stand.
extension NodeReader {
    /// The mapping of a decision table.
    /// - Parameters:
    ///   - place: where missing keys are reported.
    ///   - values: what a single output may be where the table doesn't say.
    func table(_ node: YAMLNode, at place: Location, values: [WrittenExpression] = []) -> DecisionTable? {
        let keys: [PolicyKey] = [.hit, .inputs, .outputs, .outputValues, .rows, .default]
        guard let fields = fields(node, keys: keys, at: place) else { return nil }
        let hit = fields[.hit].flatMap { word(HitPolicy.self, $0) } ?? .unique
        let inputs = fields.required(.inputs).map { oneOrList($0).compactMap(expression) } ?? []
        let outputs = outputs(fields, hit, values)
        guard let rowsNode = fields.required(.rows), let nodes = list(rowsNode) else { return nil }
        if nodes.isEmpty || inputs.isEmpty {
            report(
                .fault(
                    "table-empty", at: nodes.isEmpty ? location(of: rowsNode) : fields.keyLocation(.inputs), zh: "决策表没有\(nodes.isEmpty ? "行" : "输入")",
                    en: "the table has no \(nodes.isEmpty ? "rows" : "inputs")"))
            return nil
        }
        let rows = nodes.compactMap { row($0, inputs: inputs.count, outputs: outputs.count) }
        let fallback = fields[.default].flatMap { results($0, outputs.count) }
        check(fields, hit, outputs)
        // A row that couldn't be read would make gaps out of nothing.
        guard rows.count == nodes.count, oneOrList(fields[.inputs] ?? node).count == inputs.count else { return nil }
        return DecisionTable(hit: hit, inputs: inputs, outputs: outputs, rows: rows, fallback: fallback, location: place)
    }

    // MARK: Outputs

    private func outputs(_ fields: Fields, _ hit: HitPolicy, _ values: [WrittenExpression]) -> [DecisionTable.Output] {
        var names = NameRegister()
        var outputs = (fields[.outputs].map(texts) ?? []).filter { names.claim($0, findings: findings) }.map { DecisionTable.Output(name: $0) }
        if outputs.isEmpty { outputs = [DecisionTable.Output()] }
        if outputs.count == 1 { outputs[0].values = values }
        guard let node = hit.isRanked && values.isEmpty ? fields.required(.outputValues) : fields[.outputValues] else { return outputs }
        guard node.entries != nil else {
            if outputs.count > 1 { reportShape(node, Phrase(zh: "由输出名到取值的键值对", en: "a mapping from outputs to their values")) }
            outputs[0].values = oneOrList(node).compactMap(expression)
            return outputs
        }
        for (name, values) in named(node) {
            if let index = outputs.firstIndex(where: { $0.name?.value == name.value }) {
                outputs[index].values = oneOrList(values).compactMap(expression)
            } else {
                report(.unknownName("unknown-output", name, zh: "输出", en: "output", known: outputs.compactMap(\.name?.value)))
            }
        }
        return outputs
    }

    private func check(_ fields: Fields, _ hit: HitPolicy, _ outputs: [DecisionTable.Output]) {
        if hit == .count, fields.has(.default) {
            report(
                .fault(
                    "table-hit", at: fields.keyLocation(.default), zh: "一行也没有命中时，`\(hit.chinese)` 就是 0",
                    en: "with no row hit, `\(hit.rawValue)` is 0", mend: Phrase(zh: "删掉 `默认`", en: "delete `default`")))
        }
        if hit.isAggregate, outputs.count > 1 {
            report(
                .fault(
                    "table-hit", at: fields.keyLocation(.hit), zh: "`\(hit.chinese)` 只能有一个输出", en: "`\(hit.rawValue)` takes one output",
                    mend: Phrase(zh: "拆成几个表，或写 `汇集`", en: "make several tables of it, or write `collect`")))
        }
    }

    // MARK: Rows

    private func row(_ node: YAMLNode, inputs: Int, outputs: Int) -> DecisionTable.Row? {
        guard node.entries != nil else {
            guard let nodes = list(node) else { return nil }
            guard nodes.count == inputs + outputs else {
                reportCells(
                    location(of: node), nodes.count, inputs + outputs,
                    Phrase(zh: "\(inputs) 个输入，\(outputs) 个输出", en: "\(inputs) for inputs, \(outputs) for outputs"))
                return nil
            }
            let cells = nodes.compactMap(cell)
            guard cells.count == nodes.count else { return nil }
            return DecisionTable.Row(tests: Array(cells[..<inputs]), outputs: Array(cells[inputs...]), location: location(of: node))
        }
        guard let fields = fields(node, keys: [.when, .then, .clause, .note]) else { return nil }
        let tests = fields.required(.when)
        let results = fields.required(.then).flatMap { self.results($0, outputs) }
        guard let tests, let cells = self.cells(tests, inputs, Phrase(zh: "每个输入一个", en: "one for each input")), let results else { return nil }
        return DecisionTable.Row(
            tests: cells, outputs: results, clauses: fields[.clause].map(texts) ?? [], note: fields[.note].flatMap(phrase),
            location: location(of: node))
    }

    private func results(_ node: YAMLNode, _ outputs: Int) -> [WrittenExpression]? {
        cells(node, outputs, Phrase(zh: "每个输出一个", en: "one for each output"))
    }

    private func cells(_ node: YAMLNode, _ count: Int, _ what: Phrase) -> [WrittenExpression]? {
        let nodes = oneOrList(node)
        guard nodes.count == count else {
            reportCells(location(of: node), nodes.count, count, what)
            return nil
        }
        let cells = nodes.compactMap(cell)
        return cells.count == count ? cells : nil
    }

    private func cell(_ node: YAMLNode) -> WrittenExpression? {
        guard node.isNull else { return expression(node) }
        report(
            .fault(
                "empty-value", at: location(of: node), zh: "格子是空的", en: "the cell is empty",
                mend: Phrase(zh: "任何值都可以时写 `\"-\"`", en: "write `\"-\"` where any value will do")))
        return nil
    }

    private func reportCells(_ location: Location, _ found: Int, _ wanted: Int, _ what: Phrase) {
        report(
            .fault(
                "table-row", at: location, zh: "这里有 \(found) 格，应有 \(wanted) 格（\(what.zh)）",
                en: "\(found) \(found == 1 ? "cell stands" : "cells stand") here, where \(wanted) belong (\(what.en))"))
    }
}
