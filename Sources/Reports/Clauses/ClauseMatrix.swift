import Diagnostics
import Policy

/// The clauses of the instrument a pack carries out, beside the rules and tests that carry them.
package struct ClauseMatrix: Sendable, Hashable {
    package var rows: [Row]
    private let policy: ResolvedPolicy

    /// One clause.
    package struct Row: Sendable, Hashable {
        package var clause: Clause
        /// Names of the rules that cite it, in order.
        package var rules: [String]
        /// Names of the parameters whose value rests on it.
        package var parameters: [String]
        /// Names of the duties that rest on it.
        package var duties: [String]
        /// Names of the tests that try it.
        package var tests: [String]

        /// An operative clause that no rule, no parameter and no duty carries, and that isn't there to say who is responsible.
        package var isUncarried: Bool {
            clause.effect != .programmatic && clause.effect != .declaratory && rules.isEmpty && parameters.isEmpty && duties.isEmpty
        }
    }

    package init(_ policy: ResolvedPolicy) {
        self.policy = policy
        let layer = policy.layers.count - 1
        guard let pack = policy.layers.last else {
            rows = []
            return
        }
        rows = pack.clauses.enumerated().map { index, clause in
            let reference = ClauseReference(layer: layer, clause: index)
            return Row(
                clause: clause, rules: policy.rules.filter { $0.clauses.contains(reference) }.map(\.name),
                parameters: policy.parameters.filter { $0.clauses.contains(reference) }.map(\.name),
                duties: policy.duties.filter { $0.clauses.contains(reference) }.map(\.name),
                tests: pack.tests.filter { test in test.clauses.contains { $0.value == clause.id || $0.value == clause.cite } }.map(\.name))
        }
    }

    /// The matrix as a table for a terminal, with what has no rule and what has no test listed below it.
    package func text(_ language: Language, width: Int? = nil) -> String {
        let labels = Labels(policy, language)
        var table = TextTable(
            headings: language == .chinese ? ["条款", "部分", "性质", "规则", "用例"] : ["clause", "part", "class", "rules", "tests"])
        for row in rows {
            let carriers =
                row.rules + row.parameters.map { labels.say(zh: "参数 \($0)", en: "parameter \($0)") }
                + row.duties.map { labels.say(zh: "任务 \($0)", en: "duty \($0)") }
            table.append(
                .cells([
                    row.clause.cite, row.clause.part ?? "", row.clause.effect.map { labels[StatusLabels.effect($0)] } ?? "?",
                    carriers.isEmpty ? "–" : labels.list(carriers), row.tests.isEmpty ? "–" : "\(row.tests.count)",
                ]))
        }
        var lines = [title(labels), ""] + table.lines(width: width, flexible: [0, 1, 3])
        let uncarried = rows.filter(\.isUncarried)
        let untested = rows.filter { !$0.rules.isEmpty && $0.tests.isEmpty }
        func list(_ rows: [Row], zh: String, en: String) {
            guard !rows.isEmpty else { return }
            lines += ["", labels.say(zh: zh, en: en)]
            for row in rows {
                let words = labels[row.clause.text]
                let part = row.clause.part.map { labels.say(zh: "（\($0)）", en: " (\($0))") } ?? ""
                lines.append("  " + row.clause.cite + part + (words.isEmpty ? "" : labels.say(zh: "：", en: ": ") + words))
            }
        }
        list(uncarried, zh: "没有规则的条款", en: "clauses without a rule")
        list(untested, zh: "有规则而没有用例的条款", en: "clauses with a rule and no test")
        let carried = rows.count { !$0.isUncarried }
        lines += [
            "",
            labels.say(
                zh: "\(rows.count) 条，\(carried) 条有着落，\(uncarried.count) 条没有规则，\(untested.count) 条没有用例",
                en: "\(rows.count) clauses, \(carried) accounted for, \(uncarried.count) without a rule, \(untested.count) without a test"),
        ]
        return DisplayWidth.joined(lines, width: width)
    }

    private func title(_ labels: Labels) -> String {
        let number = policy.layers.last?.instrument.number.map { $0 + " " } ?? ""
        return number + labels.pack(policy.layers.count - 1)
    }
}
