import Diagnostics
import Policy

extension PackDifference {
    /// What differs, for a terminal; what is the same is only counted.
    package func text(_ language: Language, width: Int? = nil) -> String {
        let (a, b) = (Labels(first, language), Labels(second, language))
        var lines = ["A  " + a.pack(first.layers.count - 1), "B  " + b.pack(second.layers.count - 1)]
        lines += section(.differs, a, Phrase(zh: "规则同名而内容不同", en: "rules that say different things"), width)
        lines += section(.onlyFirst, a, Phrase(zh: "只在 A 的规则", en: "rules only in A"), width)
        lines += section(.onlySecond, a, Phrase(zh: "只在 B 的规则", en: "rules only in B"), width)
        lines += section(.differs, a, Phrase(zh: "考核同名而内容不同", en: "assessments that say different things"), width, assessments)
        lines += section(.onlyFirst, a, Phrase(zh: "只在 A 的考核", en: "assessments only in A"), width, assessments)
        lines += section(.onlySecond, a, Phrase(zh: "只在 B 的考核", en: "assessments only in B"), width, assessments)
        let different = parameters.filter { $0.relation != .same }
        if !different.isEmpty {
            var table = TextTable(headings: [a.say(zh: "参数", en: "parameter"), "A", "B"])
            for row in different { table.append(.cells([a[row.label], cell(row.first, a), cell(row.second, a)])) }
            lines += [""] + table.lines(width: width, flexible: [0])
        }
        lines += [
            "",
            a.say(
                zh: "规则：相同 \(count(.same))，不同 \(count(.differs))，只在 A \(count(.onlyFirst))，只在 B \(count(.onlySecond))；参数不同 \(different.count) 个",
                en:
                    "rules: \(count(.same)) the same, \(count(.differs)) differ, \(count(.onlyFirst)) only in A, \(count(.onlySecond)) only in B; parameters that differ: \(different.count)"
            ),
        ]
        return lines.map { $0 + "\n" }.joined()
    }

    private func section(_ relation: Relation, _ labels: Labels, _ heading: Phrase, _ width: Int?, _ all: [RuleRow]? = nil) -> [String] {
        let rows = (all ?? rules).filter { $0.relation == relation }
        guard !rows.isEmpty else { return [] }
        var lines = ["", labels[heading]]
        for row in rows {
            let from = row.inheritedFrom.map { labels.say(zh: "，承自 \($0)", en: ", from \($0)") } ?? ""
            lines.append("  " + labels.say(zh: "「\(row.rule)」", en: "`\(row.rule)`") + from)
            if !row.firstClauses.isEmpty { lines.append("      A  " + labels.list(row.firstClauses)) }
            if !row.secondClauses.isEmpty { lines.append("      B  " + labels.list(row.secondClauses)) }
            for aspect in row.aspects {
                lines.append("    " + labels[aspect.name])
                lines += ["      A  \(aspect.first.isEmpty ? "–" : aspect.first)", "      B  \(aspect.second.isEmpty ? "–" : aspect.second)"]
            }
        }
        return lines
    }

    private func cell(_ side: ParameterRow.Side?, _ labels: Labels) -> String {
        guard let side else { return "–" }
        let since = side.since.map { labels.say(zh: "（自 \($0) 起）", en: " (since \($0))") } ?? ""
        return labels[side.value] + since + (side.stated ? "" : labels.say(zh: "（文件未载明）", en: " (not stated)"))
    }

    /// The members of the comparison's JSON object, without outcomes (`docs/commands.md`).
    package var json: [(key: String, value: JSONDocument.Value)] {
        func side(_ side: ParameterRow.Side?) -> JSONDocument.Value {
            side.map { side in
                .object(
                    [("value", .string(side.text)), ("stated", .boolean(side.stated)), ("clauses", .texts(side.clauses))]
                        + (side.since.map { [("since", .string($0))] } ?? []))
            } ?? .null
        }
        func values(_ rows: [RuleRow], _ name: String) -> [JSONDocument.Value] {
            rows.map { row in
                .object([
                    (name, .string(row.rule)), ("relation", .string(row.relation.rawValue)), ("inheritedFrom", .text(row.inheritedFrom)),
                    ("clausesA", .texts(row.firstClauses)), ("clausesB", .texts(row.secondClauses)),
                    (
                        "aspects",
                        .list(row.aspects.map { .object([("aspect", .string($0.name.en)), ("a", .string($0.first)), ("b", .string($0.second))]) })
                    ),
                ])
            }
        }
        let parameterRows: [JSONDocument.Value] = parameters.map { row in
            .object([
                ("parameter", .string(row.name)), ("relation", .string(row.relation.rawValue)), ("a", side(row.first)), ("b", side(row.second)),
            ])
        }
        return [
            ("a", .string(first.id)), ("b", .string(second.id)), ("rules", .list(values(rules, "rule"))), ("parameters", .list(parameterRows)),
            ("assessments", .list(values(assessments, "assessment"))),
            ("ruleCounts", .object(Relation.allCases.map { ($0.rawValue, .number(count($0))) })),
        ]
    }
}
