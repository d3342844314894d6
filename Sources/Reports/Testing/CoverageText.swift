import Diagnostics
import Engine
import Policy

/// What a pack's tests reached of its rules, and what they didn't.
package enum CoverageText {
    /// The rules no test reached, actions never carried out, conditions never true or never false. Rules of extended packs are those packs' own affair,
    /// but where the pack refines them.
    package static func text(_ coverage: CoverageObserver, _ plan: Plan, _ language: Language) -> String {
        let labels = Labels(plan.policy, language)
        let lowest = plan.policy.layers.count - 1
        let own = plan.policy.rules.indices.filter {
            plan.policy.rules[$0].provenance.contains { $0.layer == lowest } || plan.policy.rules[$0].layer == lowest
        }
        var outline = Outline(language)
        var (branches, reached) = (0, 0)
        for rule in own {
            var gaps: [Phrase] = []
            let resolved = plan.policy.rules[rule]
            branches += resolved.actions.count
            reached += coverage.hasActed[rule].count { $0 }
            let outcomes = coverage.outcomes[rule]
            if !coverage.hasFired[rule] {
                gaps.append(Phrase(zh: "从未触发", en: "never fires"))
            } else {
                for (index, action) in resolved.actions.enumerated() where !coverage.hasActed[rule][index] {
                    let measures = labels.list(action.measures.map { labels.measure($0) })
                    let verb = StatusLabels.verb(action.verb)
                    gaps.append(
                        Phrase(
                            zh: "第 \(index + 1) 个动作从未执行（\(verb.zh) \(measures)）",
                            en: "action \(index + 1) is never carried out (\(verb.en) \(measures))"))
                }
            }
            if !resolved.conditions.isEmpty {
                branches += 2
                if outcomes.contains(.isTrue) {
                    reached += 1
                } else if !outcomes.isEmpty {
                    gaps.append(Phrase(zh: "条件从未为真", en: "the condition is never true"))
                }
                if outcomes.contains(.isFalse) { reached += 1 } else { gaps.append(Phrase(zh: "条件从未为假", en: "the condition is never false")) }
            }
            for gap in gaps {
                outline.line(
                    "\(TestReport.place(resolved.location)): \(labels.say(zh: "规则「\(resolved.name)」", en: "`\(resolved.name)` "))\(gap[language])")
            }
        }
        for (index, definition) in plan.policy.definitions.enumerated() where definition.layer == lowest {
            guard let table = definition.table?.table else { continue }
            branches += table.rows.count
            reached += coverage.rowsHit[index].count { $0 }
            for (row, wasHit) in zip(table.rows, coverage.rowsHit[index]) where !wasHit {
                let cells = row.tests.map(\.text).joined(separator: " | ")
                outline.line(
                    "\(TestReport.place(row.location)): "
                        + labels.say(
                            zh: "决策表「\(definition.name)」的这一行从未命中：\(cells)", en: "a row of `\(definition.name)` is never hit: \(cells)"))
            }
        }
        let fired = own.count { coverage.hasFired[$0] }
        outline.line(
            zh: "用例触发了 \(own.count) 条规则中的 \(fired) 条，到达 \(branches) 个分支中的 \(reached) 个",
            en: "the tests fire \(fired) of \(own.count) rules and reach \(reached) of \(branches) branches")
        return outline.text
    }
}
